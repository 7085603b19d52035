namespace SpecimenLogistics.Domain;

/// <summary>A laboratory takes nothing, or the way to it is closed: loads go elsewhere, as many as gain by it.</summary>
static class Diversion
{
    /// <summary>The most urgent ones: more would not be carried out at once anyway, and the next look brings the rest.</summary>
    const int Most = 60;

    /// <summary>With less to spare than this a load is in danger.</summary>
    static readonly TimeSpan Near = TimeSpan.FromMinutes(5);

    public static IEnumerable<Idea> From(Situation situation, Outcome before, SiteId laboratory) =>
        Ideas(situation, before, [.. Bound(situation).Where(b => b.Errand.Unload!.Site == laboratory)], $"away from {laboratory}");

    public static IEnumerable<Idea> Around(Situation situation, Outcome before, string road)
    {
        if (situation.Closed.FirstOrDefault(c => c.Name == road) is not { } closed) return [];
        return Ideas(situation, before, [.. Bound(situation).Where(b => closed.IsNeededBy(LastPlace(b.Vehicle, b.Errand), b.Errand.Unload!.Place))], $"not over {road}");
    }

    static GeoPoint LastPlace(VehicleNow vehicle, Errand errand) => errand.Collects.LastOrDefault()?.Place ?? vehicle.Place;

    sealed record Load(VehicleNow Vehicle, Errand Errand, Instant Target, TimeSpan Margin);

    static IEnumerable<Idea> Ideas(Situation situation, Outcome before, IReadOnlyList<Load> bound, string what)
    {
        var danger = bound.Where(b => b.Margin < Near).OrderBy(b => b.Target).ThenBy(b => b.Errand.Trip.Value, StringComparer.Ordinal).Take(Most).ToList();
        foreach (var (loads, who) in new[] { (danger, "every load in danger"), ([.. danger.Where(d => d.Errand.HasCollected)], "loads on the road"), ([.. danger.Take(1)], "the most urgent load") })
            if (Diverted(situation, loads) is { Count: > 0 } orders)
                yield return new Idea(orders, $"{who} {what}: {string.Join(", ", orders.Select(o => $"{o.Trip} to {o.Laboratory}"))}");
    }

    /// <summary>Load after load, the earliest deadline first, each to where it makes the day best; one that gains nothing stays.</summary>
    static List<Divert> Diverted(Situation situation, IReadOnlyList<Load> loads)
    {
        var orders = new List<Divert>();
        var score = Score.Of(situation, Outcome.Of(situation), 0);
        // A driver who has not answered goes by what he had before; a second word would not reach him sooner than the first.
        foreach (var load in loads.Where(l => !l.Errand.Unanswered))
        {
            var best = situation.Laboratories.Values.Where(l => l.Intake != IntakeState.Stopped && l.Id != load.Errand.Unload!.Site)
                .Select(l => new Divert(load.Errand.Trip, l.Id)).Where(d => Commitment.Broken(situation, d) is null)
                .Select(d => Tried(situation, d)).OrderBy(d => d.Score).ThenBy(d => d.Km).FirstOrDefault();
            if (best.Divert is null || !best.Score.IsBetterThan(score)) continue;
            // Sent elsewhere once already: again only where that saves a deadline, or loads go to and fro for minutes that nobody can foretell.
            if (load.Errand.SettledAt is not null && best.Score.Late >= score.Late) continue;
            orders.Add(best.Divert);
            (situation, score) = (best.After, best.Score);
        }
        return orders;
    }

    static (Divert Divert, Situation After, Score Score, double Km) Tried(Situation situation, Divert divert)
    {
        var after = situation.With(divert);
        var outcome = Outcome.Of(after);
        return (divert, after, Score.Of(after, outcome, 0), outcome.Km);
    }

    static IEnumerable<Load> Bound(Situation situation)
    {
        var outcome = Outcome.Of(situation);
        foreach (var vehicle in situation.Vehicles.Values)
            foreach (var errand in vehicle.Errands.Where(e => e.Unload is not null))
            {
                var loads = errand.Collects.Select(c => c.Delivery).OfType<DeliveryId>().Concat(errand.HasBegun ? vehicle.Aboard.Select(b => b.Delivery) : [])
                    .Distinct().Select(d => situation.Loads.GetValueOrDefault(d)).OfType<Domain.Load>().ToList();
                if (loads.Count > 0) yield return new Load(vehicle, errand, loads.Min(l => l.TargetAt), loads.Min(l => outcome.Margin(l) ?? -Score.Never));
            }
    }
}
