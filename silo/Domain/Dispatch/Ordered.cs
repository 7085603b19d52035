using System.Collections.Immutable;

namespace SpecimenLogistics.Domain;

/// <summary>A situation as it would be if an order had been given: the plan as changed, nothing driven yet.</summary>
public static class Ordered
{
    public static Situation With(this Situation situation, Order order) => order switch
    {
        AssignVehicle assign => Moved(situation, assign.Trip, assign.Vehicle),
        SwapVehicles swap => Swapped(situation, swap),
        SplitLoad split => Split(situation, split),
        AddTrip add => Added(situation, add.Trip.Vehicle, Errands.Of(situation, add.Trip)),
        ChangeTrip change => Changed(situation, change.Trip.Trip, errand => Merged(errand, Errands.Of(situation, change.Trip))),
        CancelTrip cancel => Without(situation, cancel.Trip),
        Divert divert => Changed(situation, divert.Trip, errand => Diverted(situation, errand, divert.Laboratory)),
        TransferBoxes transfer => Added(situation, transfer.To, Fetching(situation, transfer)),
        OrderSupply supply => Added(situation, supply.Vehicle, Supplying(situation, supply)),
        SetIntake intake => situation.Laboratories.TryGetValue(intake.Laboratory, out var laboratory)
            ? situation with
            {
                Laboratories = situation.Laboratories.ToImmutableDictionary().SetItem(
                    intake.Laboratory, laboratory with { Intake = intake.State, LoadsPerHour = intake.LoadsPerHour, Until = intake.Until }),
            }
            : situation,
        _ => situation,
    };

    public static Situation With(this Situation situation, IEnumerable<Order> orders) => orders.Aggregate(situation, (s, o) => s.With(o));

    static Situation Changed(Situation situation, TripId trip, Func<Errand, Errand> change)
    {
        if (situation.Find(trip) is not var (vehicle, errand)) return situation;
        return situation.With(vehicle with { Errands = vehicle.Errands.Replace(errand, change(errand)) });
    }

    static Situation Without(Situation situation, TripId trip) =>
        situation.Find(trip) is var (vehicle, errand) ? situation.With(vehicle with { Errands = vehicle.Errands.Remove(errand) }) : situation;

    static Situation Moved(Situation situation, TripId trip, VehicleId to) =>
        situation.Find(trip) is var (_, errand) ? Added(Without(situation, trip), to, errand with { HasBegun = false, Calls = FromWhereItIs(errand) }) : situation;

    static Situation Swapped(Situation situation, SwapVehicles swap)
    {
        if (situation.Find(swap.One) is not var (one, _) || situation.Find(swap.Other) is not var (other, _)) return situation;
        return Moved(Moved(situation, swap.One, other.Id), swap.Other, one.Id);
    }

    /// <summary>Another vehicle does not go home first to begin a trip: it drives from where it is, in time.</summary>
    static IReadOnlyList<Call> FromWhereItIs(Errand errand) => errand.Kind == TripKind.Specimen ? [.. errand.Calls.Where(c => c.Purpose != CallPurpose.Start)] : errand.Calls;

    /// <summary>After what is begun and before what begins later.</summary>
    static Situation Added(Situation situation, VehicleId id, Errand errand)
    {
        if (situation.Vehicle(id) is not { } vehicle || errand.Calls.Count == 0) return situation;
        var at = vehicle.Errands.FindIndex(e => !e.HasBegun && e.Calls[0].Planned > errand.Calls[0].Planned);
        return situation.With(vehicle with { Errands = at < 0 ? vehicle.Errands.Add(errand) : vehicle.Errands.Insert(at, errand) });
    }

    static Situation Split(Situation situation, SplitLoad split)
    {
        if (situation.Find(split.Trip) is not var (_, errand) || errand.Collects.FirstOrDefault(c => c.Site == split.Centre) is not { } collect || errand.Unload is not { } unload)
            return situation;
        var left = Changed(situation, split.Trip, e => e with { Calls = [.. e.Calls.Where(c => c != collect)] });
        return Added(left, split.Vehicle, new Errand(split.NewTrip, TripKind.Specimen, false, [collect, unload]));
    }

    static Errand Diverted(Situation situation, Errand errand, SiteId laboratory) => situation.Laboratories.TryGetValue(laboratory, out var to)
        ? errand with { Calls = [.. errand.Calls.Select(c => c.Purpose == CallPurpose.Unload ? c with { Site = laboratory, Place = to.Place } : c)] }
        : errand;

    /// <summary>Stops behind stay behind: of the new ones only those count that still were to come, or are new.</summary>
    static Errand Merged(Errand before, Errand after)
    {
        var behind = before.Planned?.Stops.Where(s => !before.Calls.Any(c => c.Site == s.Site && c.Purpose == Errands.PurposeOf(s.Purpose))).Select(s => (s.Site, Errands.PurposeOf(s.Purpose))).ToHashSet() ?? [];
        return before with { Calls = [.. after.Calls.Where(c => c.Site is not { } site || !behind.Contains((site, c.Purpose)))], Planned = after.Planned };
    }

    static Errand Fetching(Situation situation, TransferBoxes transfer) => new(transfer.NewTrip, TripKind.Specimen, false,
    [
        new Call(CallPurpose.Transfer, null, transfer.At, situation.Now, null, transfer.From, transfer.Boxes),
        .. situation.Laboratories.TryGetValue(transfer.Laboratory, out var to) ? [new Call(CallPurpose.Unload, to.Id, to.Place, situation.Now)] : Array.Empty<Call>(),
    ]);

    static Errand Supplying(Situation situation, OrderSupply supply) => new(supply.NewTrip, TripKind.Supply, false,
    [
        .. situation.Warehouse is { } home && situation.Sites.TryGetValue(home, out var place) ? [new Call(CallPurpose.Load, home, place, situation.Now)] : Array.Empty<Call>(),
        .. situation.Sites.TryGetValue(supply.Centre, out var centre) ? [new Call(CallPurpose.Supply, supply.Centre, centre, situation.Now)] : Array.Empty<Call>(),
    ]);
}
