namespace SpecimenLogistics.Domain;

/// <summary>From an order and the trips just before and after it to what each vehicle is told.</summary>
static class Instructing
{
    public static IEnumerable<(VehicleId Vehicle, Instruction Instruction)> Of(Recorded given, IReadOnlyList<PlannedTrip> before, IReadOnlyList<PlannedTrip> after)
    {
        var order = (OrderGiven)given.Fact;
        foreach (var (vehicle, text, takes) in Told(order.Order, before, after).DistinctBy(t => t.Vehicle))
            yield return (vehicle, new Instruction(InstructionId.Of(order.Id, vehicle), order.Id, KindOf(order.Order), text, order.Reason, given.Stamp.OccurredAt, takes) { Transfer = order.Order as TransferBoxes });
    }

    static IEnumerable<(VehicleId Vehicle, string Text, Destination? Takes)> Told(Order order, IReadOnlyList<PlannedTrip> before, IReadOnlyList<PlannedTrip> after)
    {
        switch (order)
        {
            case AssignVehicle assign when Find(before, assign.Trip) is { } trip:
                yield return (assign.Vehicle, $"Drive {Named(trip)}.", Takes(trip));
                yield return (trip.Vehicle, $"You do not drive {Named(trip)} any more.", null);
                break;
            case SwapVehicles swap when Find(before, swap.One) is { } one && Find(before, swap.Other) is { } other:
                yield return (one.Vehicle, $"Drive {Named(other)} instead of {Named(one)}.", Takes(other));
                yield return (other.Vehicle, $"Drive {Named(one)} instead of {Named(other)}.", Takes(one));
                break;
            case SplitLoad split when Find(before, split.Trip) is { } trip && Find(after, split.NewTrip) is { } fresh:
                yield return (split.Vehicle, $"Collect at {split.Centre}: {Named(fresh)}.", Takes(fresh));
                yield return (trip.Vehicle, $"Do not collect at {split.Centre}: {split.Vehicle} does.", null);
                break;
            case AddTrip add: yield return (add.Trip.Vehicle, $"Drive {Named(add.Trip)}.", Takes(add.Trip)); break;
            case ChangeTrip change when Find(before, change.Trip.Trip) is { } trip: yield return (trip.Vehicle, $"{trip.Trip} is changed: {Named(change.Trip)}.", Changed(trip, change.Trip)); break;
            case CancelTrip cancel when Find(before, cancel.Trip) is { } trip: yield return (trip.Vehicle, $"Do not drive {Named(trip)}.", null); break;
            case Divert divert when Find(before, divert.Trip) is { } trip:
                yield return (trip.Vehicle, $"Take your load to {divert.Laboratory} instead of {Laboratory(trip)}.", new Destination(divert.Laboratory, Centres(trip), trip.Fetches?.Boxes ?? []));
                break;
            case TransferBoxes transfer:
                yield return (transfer.To, $"Fetch {transfer.Boxes.Count} boxes from {transfer.From} where it stands and take them to {transfer.Laboratory}.", new Destination(transfer.Laboratory, [], transfer.Boxes));
                yield return (transfer.From, $"Hand {transfer.Boxes.Count} boxes to {transfer.To}, who comes to you.", null);
                break;
            case OrderSupply supply: yield return (supply.Vehicle, $"Bring {supply.Boxes} boxes and {supply.Kits} kits to {supply.Centre}.", null); break;
            case SuspendSessions suspend:
                foreach (var vehicle in Collecting(before, suspend.Sessions)) yield return (vehicle, $"Do not collect at {string.Join(", ", suspend.Sessions.Select(s => s.Site.Value))}: suspended.", null);
                break;
            case ResumeSessions resume:
                foreach (var vehicle in Collecting(before, resume.Sessions)) yield return (vehicle, $"Collect at {string.Join(", ", resume.Sessions.Select(s => s.Site.Value))} again.", null);
                break;
            default: break;
        }
    }

    static IEnumerable<VehicleId> Collecting(IReadOnlyList<PlannedTrip> trips, IReadOnlyList<DeliveryId> sessions)
    {
        var calls = sessions.Select(s => (s.Site, (int?)s.Session)).ToHashSet();
        return trips.Where(t => t.Stops.Any(s => s.Purpose == StopPurpose.Collect && calls.Contains((s.Site, s.Session)))).Select(t => t.Vehicle).Distinct();
    }

    /// <summary>Where a load goes is part of what its new driver accepts: an order before may have sent the trip elsewhere.</summary>
    static Destination? Takes(PlannedTrip trip) => Laboratory(trip) is { } laboratory ? new Destination(laboratory, Centres(trip), trip.Fetches?.Boxes ?? []) : null;

    static Destination? Changed(PlannedTrip before, PlannedTrip after) =>
        Laboratory(after) is { } laboratory && laboratory != Laboratory(before) ? new Destination(laboratory, Centres(after), []) : null;

    static PlannedTrip? Find(IReadOnlyList<PlannedTrip> trips, TripId trip) => trips.FirstOrDefault(t => t.Trip == trip);
    static SiteId? Laboratory(PlannedTrip trip) => trip.Stops.FirstOrDefault(s => s.Purpose == StopPurpose.Unload)?.Site;
    static IReadOnlyList<SiteId> Centres(PlannedTrip trip) => [.. trip.Stops.Where(s => s.Purpose == StopPurpose.Collect).Select(s => s.Site)];
    static string Named(PlannedTrip trip) => $"{trip.Trip} ({string.Join(" - ", trip.Stops.Where(s => s.Purpose is not (StopPurpose.Start or StopPurpose.End)).Select(s => s.Site.Value))})";

    static string KindOf(Order order) => order switch
    {
        AssignVehicle => "assign",
        SwapVehicles => "swap",
        SplitLoad => "split",
        AddTrip => "add-trip",
        ChangeTrip => "change-trip",
        CancelTrip => "cancel-trip",
        Divert => "divert",
        TransferBoxes => "transfer",
        OrderSupply => "supply",
        SuspendSessions => "suspend",
        ResumeSessions => "resume",
        _ => "intake",
    };
}
