namespace SpecimenLogistics.Domain;

/// <summary>Something that a dispatcher with nobody beside him would look after, by a key of its own.</summary>
/// <param name="Incidents">Ids of incidents it is about, as the desk may have them.</param>
public sealed record Matter(string Key, Problem Problem, IReadOnlyList<string> Incidents)
{
    /// <summary>
    /// What is known to be wrong, the widest first: what helps there may help the rest. Nothing is looked for: a forecast alone
    /// raises no hand, a delivery is here only when the watch has called it at risk.
    /// </summary>
    /// <param name="unanswered">Vehicles whose drivers have not seen what they were told.</param>
    /// <param name="low">Centres that run out.</param>
    public static IReadOnlyList<Matter> Of(Situation situation, IEnumerable<DeliveryId> atRisk, IEnumerable<VehicleId> unanswered, IEnumerable<StockLow> low)
    {
        var matters = new List<Matter>();
        foreach (var vehicle in situation.Vehicles.Values.Where(v => v.BrokenDown && (v.Aboard.Count > 0 || v.Errands.Count > 0)))
            matters.Add(new Matter($"vehicle:{vehicle.Id}", new VehicleOut(vehicle.Id), [$"breakdown:{vehicle.Id}"]));
        foreach (var laboratory in situation.Laboratories.Values.Where(l => l.Intake != IntakeState.Open).OrderBy(l => l.Id.Value, StringComparer.Ordinal))
            matters.Add(new Matter($"laboratory:{laboratory.Id}", new LaboratoryFull(laboratory.Id), []));
        foreach (var road in situation.Closed.Where(c => c.IsClosedAt(situation.Now)))
            matters.Add(new Matter($"road:{road.Name}", new RoadShut(road.Name), []));
        // Many who do not answer at once are a network that is out, not drivers: nobody takes their trips from them for that.
        foreach (var vehicle in unanswered.ToList() is { Count: < Grouping.Common } few ? few : [])
            matters.Add(new Matter($"unseen:{vehicle}", new VehicleOut(vehicle), [$"instruction-unseen:{vehicle}"]));
        foreach (var load in atRisk.Select(d => situation.Loads.GetValueOrDefault(d)).OfType<Load>().OrderBy(l => l.TargetAt).ThenBy(l => l.Id.Value, StringComparer.Ordinal))
            matters.Add(new Matter($"delivery:{load.Id}", new DeliveryInDanger(load.Id), [$"at-risk:{load.Id}", $"late:{load.Id}"]));
        foreach (var stock in low) matters.Add(new Matter($"stock:{stock.Centre}", stock, [$"stock-low:{stock.Centre}"]));
        return matters;
    }
}
