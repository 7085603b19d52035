using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>Incidents of one cause.</summary>
/// <param name="Red">Those that were red and were not withdrawn.</param>
/// <param name="OverWhenHeard">Those the desk was never shown: what they say and what answers it came together.</param>
/// <param name="Acknowledged">Those that somebody took, or was given.</param>
/// <param name="MinutesToAcknowledge">From the desk's being told to that.</param>
/// <param name="Ids">Which they are, the first raised first.</param>
public sealed record IncidentCount(
    string Cause, int Raised, int Red, int OverWhenHeard, int Acknowledged, int Resolved, int Withdrawn, int Open, Percentiles MinutesToAcknowledge, IReadOnlyList<string> Ids)
{
    public static IncidentCount Of(string cause, IReadOnlyCollection<IncidentView> incidents)
    {
        double[] answers = [.. incidents.Select(Answered).OfType<double>()];
        return new IncidentCount(
            cause, incidents.Count, incidents.Count(i => i.Severity == Severity.Red && i.Status != IncidentStatus.Withdrawn), incidents.Count(ShownIncidents.WasOverAtOnce), answers.Length,
            incidents.Count(i => i.Status == IncidentStatus.Resolved), incidents.Count(i => i.Status == IncidentStatus.Withdrawn),
            incidents.Count(i => i.Status is IncidentStatus.Open or IncidentStatus.Acknowledged), Percentiles.Of(answers), [.. incidents.OrderBy(i => i.Raised).ThenBy(i => i.Id, StringComparer.Ordinal).Select(i => i.Id)]);
    }

    public static IReadOnlyList<IncidentCount> By(IEnumerable<IncidentView> incidents) =>
        [.. incidents.GroupBy(i => Kebab.Of(i.Cause)).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Of(g.Key, [.. g]))];

    static double? Answered(IncidentView incident) =>
        incident.Acts.FirstOrDefault(a => a.Act is IncidentAct.Acknowledge or IncidentAct.Assign) is { } first ? (first.At - incident.Raised).TotalMinutes : null;
}
