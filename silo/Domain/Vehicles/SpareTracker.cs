namespace SpecimenLogistics.Domain;

/// <summary>
/// A driver's phone as a second source of where the vehicle is: by consent, for one trip, while it is driven. What it says moves a marker and a
/// forecast while the vehicle's own unit is silent, and is never custody.
/// </summary>
public static class SpareTracker
{
    /// <summary>Before a trip's first stop and after its last by the plan it counts as driven.</summary>
    public static readonly TimeSpan Before = TimeSpan.FromMinutes(30), After = TimeSpan.FromMinutes(60);

    /// <summary>A standing unit sends a fix a minute, a tunnel takes three: who was not heard for so long is silent.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromMinutes(8);

    /// <summary>How long places are kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>The trip that is driven now, or next; null where there is none.</summary>
    public static PlannedTrip? Trip(IEnumerable<PlannedTrip> trips, Instant now) =>
        trips.Where(t => Runs(t, now)).OrderBy(t => t.Stops[0].At).ThenBy(t => t.Trip.Value, StringComparer.Ordinal).FirstOrDefault();

    public static bool Runs(PlannedTrip trip, Instant now) => trip.Stops.Count > 0 && trip.Stops[0].At - Before <= now && now <= trip.Stops[^1].At + After;

    /// <param name="own">When the vehicle's own unit was heard last; null for never.</param>
    public static bool Counts(Instant? own, Instant spare) => own is not { } heard || spare - heard > Silence;
}
