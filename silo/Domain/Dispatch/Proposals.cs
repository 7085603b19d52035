namespace SpecimenLogistics.Domain;

/// <summary>
/// The three best things that can be done about a problem, the best first; doing nothing is one of them where it is. Pure: the same
/// situation, the same proposals.
/// </summary>
public static class Proposals
{
    public const int Best = 3;

    public static IReadOnlyList<Choice> Of(Situation situation, Problem problem)
    {
        var before = Outcome.Of(situation);
        var ideas = Ideas(situation, before, problem)
            .Where(i => i.Orders.Count > 0).DistinctBy(i => string.Join('\n', i.Orders)).Where(i => Allowed(situation, i))
            .Append(Idea.Nothing);
        // No deadline speaks for a centre that runs out: to leave it so comes after whatever makes no delivery later.
        return [.. ideas.Select(i => Choice.Of(situation, before, i))
            .OrderBy(c => c.Score with { Orders = 0 }).ThenBy(c => problem is StockLow && c.IsNothing).ThenBy(c => c.Score.Orders).ThenBy(c => c.Km).ThenBy(c => c.Idea.Why, StringComparer.Ordinal).Take(Best)];
    }

    static IEnumerable<Idea> Ideas(Situation situation, Outcome before, Problem problem) => problem switch
    {
        VehicleOut vehicle => Rescue.Of(situation, before, vehicle.Vehicle),
        DeliveryInDanger delivery => Relief.Of(situation, before, delivery.Delivery),
        LaboratoryFull laboratory => Diversion.From(situation, before, laboratory.Laboratory),
        RoadShut road => Diversion.Around(situation, before, road.Road),
        StockLow stock => Replenishment.Of(situation, before, stock),
        _ => [],
    };

    /// <summary>Order by order: what one changes, the next finds changed.</summary>
    static bool Allowed(Situation situation, Idea idea)
    {
        foreach (var order in idea.Orders)
        {
            if (Commitment.Broken(situation, order) is not null) return false;
            situation = situation.With(order);
        }
        return true;
    }
}
