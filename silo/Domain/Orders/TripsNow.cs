namespace SpecimenLogistics.Domain;

/// <summary>
/// The trips of a date as orders have changed them. An order that speaks of a trip that is not there any more has no effect;
/// it stays recorded all the same.
/// </summary>
public static class TripsNow
{
    public static IReadOnlyList<PlannedTrip> Of(IEnumerable<PlannedTrip> planned, IEnumerable<Recorded> orders)
    {
        var trips = planned.ToList();
        foreach (var given in orders) Change(trips, ((OrderGiven)given.Fact).Order, given.Stamp.OccurredAt);
        return trips;
    }

    /// <summary>As <see cref="Of"/> with one order more.</summary>
    public static IReadOnlyList<PlannedTrip> After(IReadOnlyList<PlannedTrip> before, Recorded given)
    {
        var trips = before.ToList();
        Change(trips, ((OrderGiven)given.Fact).Order, given.Stamp.OccurredAt);
        return trips;
    }

    static void Change(List<PlannedTrip> trips, Order order, Instant at)
    {
        switch (order)
        {
            case AssignVehicle assign: Replace(trips, assign.Trip, t => t with { Vehicle = assign.Vehicle }); break;
            case SwapVehicles swap: Swap(trips, swap); break;
            case SplitLoad split: Split(trips, split); break;
            case AddTrip add: Add(trips, add.Trip); break;
            case ChangeTrip change: Replace(trips, change.Trip.Trip, t => change.Trip with { Vehicle = t.Vehicle }); break;
            case CancelTrip cancel: trips.RemoveAll(t => t.Trip == cancel.Trip); break;
            case Divert divert: Replace(trips, divert.Trip, t => t with { Stops = [.. t.Stops.Select(s => s.Purpose == StopPurpose.Unload ? s with { Site = divert.Laboratory } : s)] }); break;
            case TransferBoxes transfer:
                Add(trips, new PlannedTrip(transfer.NewTrip, transfer.To, TripKind.Specimen, [new PlannedStop(transfer.Laboratory, at, StopPurpose.Unload, null)]) { Fetches = transfer });
                break;
            case OrderSupply supply:
                Add(trips, new PlannedTrip(supply.NewTrip, supply.Vehicle, TripKind.Supply, [new PlannedStop(supply.Centre, at, StopPurpose.Supply, null)]) { Supplies = supply });
                break;
            default: break;
        }
    }

    static void Replace(List<PlannedTrip> trips, TripId trip, Func<PlannedTrip, PlannedTrip> change)
    {
        var index = trips.FindIndex(t => t.Trip == trip);
        if (index >= 0) trips[index] = change(trips[index]);
    }

    static void Add(List<PlannedTrip> trips, PlannedTrip trip)
    {
        if (trips.All(t => t.Trip != trip.Trip)) trips.Add(trip);
    }

    static void Swap(List<PlannedTrip> trips, SwapVehicles swap)
    {
        if (trips.Find(t => t.Trip == swap.One) is not { } one || trips.Find(t => t.Trip == swap.Other) is not { } other) return;
        Replace(trips, swap.One, t => t with { Vehicle = other.Vehicle });
        Replace(trips, swap.Other, t => t with { Vehicle = one.Vehicle });
    }

    static void Split(List<PlannedTrip> trips, SplitLoad split)
    {
        if (trips.Find(t => t.Trip == split.Trip) is not { } trip || trip.Stops.FirstOrDefault(s => s.Purpose == StopPurpose.Collect && s.Site == split.Centre) is not { } collect) return;
        Replace(trips, split.Trip, t => t with { Stops = [.. t.Stops.Where(s => s != collect)] });
        Add(trips, new PlannedTrip(split.NewTrip, split.Vehicle, trip.Kind, [collect, .. trip.Stops.Where(s => s.Purpose == StopPurpose.Unload)]));
    }
}
