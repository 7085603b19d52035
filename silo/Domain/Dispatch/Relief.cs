namespace SpecimenLogistics.Domain;

/// <summary>A delivery will be late: another vehicle, another laboratory, a place in somebody's trip.</summary>
static class Relief
{
    /// <summary>A vehicle that collects this near can collect here as well.</summary>
    const double ShareKm = 4;

    public static IEnumerable<Idea> Of(Situation situation, Outcome before, DeliveryId id)
    {
        if (!situation.Loads.TryGetValue(id, out var load)) return [];
        if (load.Waiting && !situation.Vehicles.Values.Any(v => v.Errands.Any(e => e.Collects.Any(c => c.Delivery == id)))) return Uncollected(situation, before, load);
        if (situation.Bringing(id) is not var (vehicle, errand)) return [];
        var ideas = Laboratories(situation, errand, load);
        if (vehicle.BrokenDown || vehicle.StandsSince is not null) ideas = ideas.Concat(Rescue.Of(situation, before, vehicle.Id));
        if (!errand.Collects.Any(c => c.Delivery == id)) return ideas;
        return ideas.Concat(Others(situation, before, vehicle, errand, load)).Concat(Shared(situation, vehicle, errand, load));
    }

    static IEnumerable<Idea> Laboratories(Situation situation, Errand errand, Load load) =>
        Nearby.Laboratories(situation, load.Centre, load.Laboratory, 4).Where(l => l != errand.Unload?.Site)
            .Select(l => new Idea([new Divert(errand.Trip, l)], $"trip {errand.Trip} unloads at {l} instead of {errand.Unload?.Site}"));

    static IEnumerable<Idea> Others(Situation situation, Outcome before, VehicleNow vehicle, Errand errand, Load load)
    {
        foreach (var helper in Nearby.To(situation, before, load.Centre, vehicle.Id))
        {
            var minutes = Nearby.Minutes(situation, before, helper.Id, load.Centre);
            if (errand.Calls.Count(c => c.Purpose == CallPurpose.Collect) > 1 || errand.HasCollected)
                yield return new Idea(
                    [new SplitLoad(errand.Trip, load.Id.Site, Nearby.NewTrip(situation, errand.Trip.Value), helper.Id)],
                    $"{helper.Id}, {minutes} min away, collects at {load.Id.Site} alone, {vehicle.Id} the rest of trip {errand.Trip}");
            if (!errand.HasCollected) yield return new Idea([new AssignVehicle(errand.Trip, helper.Id)], $"{helper.Id}, {minutes} min away, drives trip {errand.Trip} instead of {vehicle.Id}");
            if (helper.Errands.FirstOrDefault(e => !e.HasBegun && e.Kind == TripKind.Specimen) is { } later && !errand.HasBegun && !errand.HasCollected)
                yield return new Idea([new SwapVehicles(errand.Trip, later.Trip)], $"{helper.Id} and {vehicle.Id} exchange trips {later.Trip} and {errand.Trip}");
        }
    }

    /// <summary>Somebody who collects nearby, for whatever laboratory, takes these boxes too.</summary>
    static IEnumerable<Idea> Shared(Situation situation, VehicleNow vehicle, Errand errand, Load load)
    {
        if (errand.Planned is not { } planned || errand.HasCollected || planned.Stops.FirstOrDefault(s => s.Purpose == StopPurpose.Collect && s.Site == load.Id.Site) is not { } stop) yield break;
        foreach (var (other, shared) in Passing(situation, vehicle, load).Take(2))
        {
            var at = shared.Planned!.Stops.Select((s, i) => (s, i)).Last(s => s.s.Purpose == StopPurpose.Collect).i;
            var with = shared.Planned with { Stops = [.. shared.Planned.Stops.Take(at + 1), stop, .. shared.Planned.Stops.Skip(at + 1)] };
            var rest = planned with { Stops = [.. planned.Stops.Where(s => s != stop)] };
            Order without = rest.Stops.Any(s => s.Purpose == StopPurpose.Collect) ? new ChangeTrip(rest) : new CancelTrip(errand.Trip);
            yield return new Idea([without, new ChangeTrip(with)], $"{other.Id} collects near by on trip {shared.Trip} and takes the boxes of {load.Id.Site} along");
        }
    }

    static IEnumerable<(VehicleNow Vehicle, Errand Errand)> Passing(Situation situation, VehicleNow except, Load load) =>
        from vehicle in situation.Vehicles.Values
        where vehicle.CanBeSent && vehicle.Id != except.Id
        from errand in vehicle.Errands
        let last = errand.Collects.LastOrDefault()
        where errand.Planned is not null && errand.Unload is not null && last?.Delivery is { } mate && situation.Loads.TryGetValue(mate, out var with)
            && (with.ReadyAt - load.ReadyAt).Duration() < TimeSpan.FromMinutes(30) && last.Place.KmTo(load.Centre) < ShareKm
        orderby last.Place.KmTo(load.Centre), vehicle.Id.Value
        select (vehicle, errand);

    /// <summary>Nobody is to fetch it: a trip for it alone.</summary>
    static IEnumerable<Idea> Uncollected(Situation situation, Outcome before, Load load)
    {
        foreach (var helper in Nearby.To(situation, before, load.Centre))
        {
            var trip = new PlannedTrip(Nearby.NewTrip(situation, load.Id.Site.Value), helper.Id, TripKind.Specimen,
            [
                new PlannedStop(load.Id.Site, situation.Now > load.ReadyAt ? situation.Now : load.ReadyAt, StopPurpose.Collect, load.Id.Session),
                new PlannedStop(load.Laboratory, load.TargetAt, StopPurpose.Unload, null),
            ]);
            yield return new Idea([new AddTrip(trip)], $"{helper.Id}, {Nearby.Minutes(situation, before, helper.Id, load.Centre)} min away, collects at {load.Id.Site}");
        }
    }
}
