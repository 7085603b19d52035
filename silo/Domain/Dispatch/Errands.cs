namespace SpecimenLogistics.Domain;

/// <summary>From a trip of the plan to what its vehicle has to drive.</summary>
public static class Errands
{
    /// <summary>The whole of a trip, nothing behind. Stops at places nobody knows are left out.</summary>
    public static Errand Of(Situation situation, PlannedTrip trip) => new(trip.Trip, trip.Kind, false, [.. trip.Stops.Select(s => CallOf(situation, s)).OfType<Call>()]) { Planned = trip };

    public static Call? CallOf(Situation situation, PlannedStop stop) => situation.Sites.TryGetValue(stop.Site, out var place)
        ? new Call(PurposeOf(stop.Purpose), stop.Site, place, stop.At, Delivery(situation, stop))
        : null;

    public static CallPurpose PurposeOf(StopPurpose purpose) => purpose switch
    {
        StopPurpose.Start => CallPurpose.Start,
        StopPurpose.Collect => CallPurpose.Collect,
        StopPurpose.Unload => CallPurpose.Unload,
        StopPurpose.Load => CallPurpose.Load,
        StopPurpose.Supply => CallPurpose.Supply,
        StopPurpose.Return => CallPurpose.Return,
        _ => CallPurpose.End,
    };

    /// <summary>The same session of several dates: the one whose boxes are ready nearest to the stop.</summary>
    static DeliveryId? Delivery(Situation situation, PlannedStop stop) => stop is not { Purpose: StopPurpose.Collect, Session: { } session } ? null
        : situation.Loads.Values.Where(l => l.Id.Site == stop.Site && l.Id.Session == session).OrderBy(l => (l.ReadyAt - stop.At).Duration()).Select(l => (DeliveryId?)l.Id).FirstOrDefault();
}
