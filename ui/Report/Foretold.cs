using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>What the alarm "will be late" was worth, as far as the record tells: the newest alarm of each delivery counts.</summary>
/// <param name="Alarms">Deliveries with an alarm.</param>
/// <param name="CameTrue">Of these, late.</param>
/// <param name="CameInTime">Of these, in time: it was no alarm, or somebody did something about it.</param>
/// <param name="Undecided">Of these, still open, or nobody can tell.</param>
/// <param name="LateForetold">Late deliveries that had an alarm before their target.</param>
/// <param name="LateUnforetold">Late deliveries that had none.</param>
/// <param name="MinutesAhead">From alarm to target, of those foretold.</param>
public sealed record Foretold(int Alarms, int CameTrue, int CameInTime, int Undecided, int LateForetold, int LateUnforetold, Percentiles MinutesAhead)
{
    public static Foretold Of(IReadOnlyCollection<DeliveryLine> lines, IEnumerable<IncidentView> incidents)
    {
        var raised = incidents.Where(i => i.Cause == CauseKind.AtRisk).GroupBy(i => i.About.Id).ToDictionary(g => g.Key, g => g.Min(i => i.Raised));
        var alarmed = lines.Where(l => raised.ContainsKey(l.Id.Value)).ToArray();
        var late = lines.Where(l => l.WithinTarget == false).ToArray();
        double[] ahead = [.. late.Where(l => raised.TryGetValue(l.Id.Value, out var at) && at < l.TargetAt).Select(l => (l.TargetAt - raised[l.Id.Value]).TotalMinutes)];
        return new Foretold(
            alarmed.Length, alarmed.Count(l => l.WithinTarget == false), alarmed.Count(l => l.WithinTarget == true), alarmed.Count(l => l.WithinTarget is null),
            ahead.Length, late.Length - ahead.Length, Percentiles.Of(ahead));
    }
}
