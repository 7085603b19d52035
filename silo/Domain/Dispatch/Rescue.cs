namespace SpecimenLogistics.Domain;

/// <summary>A vehicle does not go on: its boxes go over into another one, and its trips to come to others.</summary>
static class Rescue
{
    public static IEnumerable<Idea> Of(Situation situation, Outcome before, VehicleId id)
    {
        if (situation.Vehicle(id) is not { } vehicle) yield break;
        var boxes = BoxesOf(situation, vehicle);
        if (boxes.Count > 0 && (vehicle.BrokenDown || vehicle.StandsSince is not null))
        {
            var planned = vehicle.Errands.FirstOrDefault(e => e.HasBegun)?.Unload?.Site ?? situation.Loads.GetValueOrDefault(vehicle.Aboard[0].Delivery)?.Laboratory;
            foreach (var helper in Nearby.To(situation, before, vehicle.Place, id))
                foreach (var laboratory in Nearby.Laboratories(situation, vehicle.Place, planned))
                {
                    var transfer = new TransferBoxes(id, helper.Id, boxes, vehicle.Place, Nearby.NewTrip(situation, id.Value), laboratory);
                    var trips = Trips(situation.With(transfer), id);
                    yield return new Idea([transfer, .. trips], $"{helper.Id} can be with {id} in {Nearby.Minutes(situation, before, helper.Id, vehicle.Place)} min, takes its {boxes.Count} boxes to {laboratory}{Also(trips)}");
                }
        }
        // The trips alone: where nothing is aboard, or its driver will go on by himself.
        var alone = Trips(situation, id);
        if (alone.Count > 0) yield return new Idea(alone, $"others drive the trips of {id}{(boxes.Count > 0 ? "; its boxes wait" : "")}{Also(alone)}");
        if (alone.Count > 1) yield return new Idea([alone[0]], $"another drives the next trip of {id}{Also([alone[0]])}");
    }

    /// <summary>Not those that somebody is already on the way for.</summary>
    static List<BoxId> BoxesOf(Situation situation, VehicleNow vehicle)
    {
        var fetched = situation.Vehicles.Values.SelectMany(v => v.Errands).SelectMany(e => e.Calls).Where(c => c.From == vehicle.Id).SelectMany(c => c.Boxes ?? []).ToHashSet();
        return [.. vehicle.Aboard.Select(b => b.Box).Where(b => !fetched.Contains(b))];
    }

    /// <summary>Trip after trip, the first to be late first, to whoever makes the day best with it.</summary>
    static List<Order> Trips(Situation situation, VehicleId id)
    {
        var orders = new List<Order>();
        foreach (var errand in situation.Vehicle(id)!.Errands.Where(e => e.Collects.Any(c => IsWaiting(situation, c))))
        {
            var at = errand.Collects.First().Place;
            var outcome = Outcome.Of(situation);
            var score = Score.Of(situation, outcome, 0);
            var best = Nearby.To(situation, outcome, at, id).Select(helper => To(situation, errand, helper.Id))
                .Where(o => o.Count > 0 && o.All(each => Commitment.Broken(situation, each) is null))
                .Select(o => (Orders: o, After: situation.With(o))).Select(o => (o.Orders, o.After, Score: Score.Of(o.After, Outcome.Of(o.After), o.Orders.Count)))
                .OrderBy(o => o.Score).FirstOrDefault();
            if (best.Orders is null || !best.Score.IsBetterThan(score)) continue;
            orders.AddRange(best.Orders);
            situation = best.After;
        }
        return orders;
    }

    static bool IsWaiting(Situation situation, Call call) => call.Delivery is { } delivery && situation.Loads.TryGetValue(delivery, out var load) && load.Waiting;

    /// <summary>A whole trip, or, where some of it is aboard already, what is not.</summary>
    static List<Order> To(Situation situation, Errand errand, VehicleId helper) => !errand.HasCollected
        ? [new AssignVehicle(errand.Trip, helper)]
        : [.. errand.Collects.Take(1).Select(c => new SplitLoad(errand.Trip, c.Site!.Value, Nearby.NewTrip(situation, errand.Trip.Value), helper))];

    static string Also(IReadOnlyList<Order> trips) => string.Concat(trips.Select(t => t switch
    {
        AssignVehicle assign => $"; {assign.Vehicle} drives trip {assign.Trip}",
        SplitLoad split => $"; {split.Vehicle} collects at {split.Centre}",
        _ => "",
    }));
}
