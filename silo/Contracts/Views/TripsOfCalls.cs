using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Contracts;

/// <summary>
/// Which trip collects a delivery. A plan names centre and session and no date: of the same call of several dates a stop is for the one whose
/// closure is nearest to it, and of several stops for one delivery the last in the order of the vehicles' trips counts.
/// <para>
/// A vehicle's view has the trips of its newest three dates, so that an older delivery has none; a store of many days has many deliveries, and
/// nearly all that is asked is of today: the last days' stops are matched with the last days'
/// deliveries first. That is the answer for whoever has one of the same call before him among them, since no stop is nearer to something older
/// still. For the others, all there ever was is looked at, a call at a time. Not for several threads at once.
/// </para>
/// </summary>
sealed class TripsOfCalls
{
    /// <summary>A centre that closes at weekends has its Friday among them on Monday.</summary>
    static readonly TimeSpan Lately = TimeSpan.FromDays(4);

    /// <summary>No trip takes as long: where the last stop is older, no other needs to be looked at.</summary>
    static readonly TimeSpan LongestTrip = TimeSpan.FromDays(1);

    readonly IEnumerable<VehicleView> vehicles;
    readonly IReadOnlyList<DeliveryView> deliveries;
    readonly Dictionary<DeliveryId, (VehicleView Vehicle, PlannedTrip Trip)> lately = [];
    readonly HashSet<DeliveryId> sure = [];
    readonly Dictionary<(SiteId, int), Dictionary<DeliveryId, (VehicleView Vehicle, PlannedTrip Trip)>> ever = [];
    ILookup<(SiteId, int), DeliveryView>? allCalls;
    ILookup<(SiteId, int), (PlannedStop Stop, VehicleView Vehicle, PlannedTrip Trip)>? allStops;

    public TripsOfCalls(IEnumerable<VehicleView> vehicles, IReadOnlyList<DeliveryView> deliveries, Instant now)
    {
        (this.vehicles, this.deliveries) = (vehicles, deliveries);
        var from = now - Lately;
        var calls = deliveries.Where(d => d.PlannedClosure >= from).ToLookup(CallOf);
        foreach (var (stop, vehicle, trip) in Stops(t => t.Stops.Count > 0 && t.Stops[^1].At >= from - LongestTrip).Where(s => s.Stop.At >= from))
            if (Nearest(calls[CallOf(stop)], stop) is { } call) lately[call.Id] = (vehicle, trip);
        foreach (var call in calls)
        {
            var first = call.Min(d => d.PlannedClosure);
            foreach (var delivery in call)
                if (delivery.PlannedClosure > first) sure.Add(delivery.Id);
        }
    }

    /// <summary>Calls for which everything had to be looked at.</summary>
    internal int LookedAtWhole => ever.Count;

    /// <returns>null where no trip is planned.</returns>
    public (VehicleView Vehicle, PlannedTrip Trip)? Of(DeliveryId id) =>
        (sure.Contains(id) ? lately : Ever((id.Site, id.Session))).TryGetValue(id, out var planned) ? planned : null;

    Dictionary<DeliveryId, (VehicleView Vehicle, PlannedTrip Trip)> Ever((SiteId, int) call)
    {
        if (ever.TryGetValue(call, out var known)) return known;
        allCalls ??= deliveries.ToLookup(CallOf);
        allStops ??= Stops(_ => true).ToLookup(s => CallOf(s.Stop));
        ever[call] = known = [];
        foreach (var (stop, vehicle, trip) in allStops[call])
            if (Nearest(allCalls[call], stop) is { } nearest) known[nearest.Id] = (vehicle, trip);
        return known;
    }

    IEnumerable<(PlannedStop Stop, VehicleView Vehicle, PlannedTrip Trip)> Stops(Func<PlannedTrip, bool> which) =>
        from vehicle in vehicles
        from trip in vehicle.Trips
        where which(trip)
        from stop in trip.Stops
        where stop is { Purpose: StopPurpose.Collect, Session: not null }
        select (stop, vehicle, trip);

    static DeliveryView? Nearest(IEnumerable<DeliveryView> call, PlannedStop stop) => call.MinBy(d => (d.PlannedClosure - stop.At).Duration());
    static (SiteId, int) CallOf(DeliveryView delivery) => (delivery.Id.Site, delivery.Id.Session);
    static (SiteId, int) CallOf(PlannedStop stop) => (stop.Site, stop.Session!.Value);
}
