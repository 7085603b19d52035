using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>Open incidents, red first, then the longest open; and how many of today's are over.</summary>
public sealed record IncidentList(IReadOnlyList<IncidentView> Open, int Red, int Amber, int Resolved, int Withdrawn)
{
    public static IncidentList Of(IReadOnlyList<IncidentView> all, DateOnly today, ZonedTimes times)
    {
        var open = all.Where(i => i.Status is IncidentStatus.Open or IncidentStatus.Acknowledged)
            .OrderByDescending(i => i.Severity).ThenBy(i => i.Raised).ThenBy(i => i.Id, StringComparer.Ordinal).ToArray();
        int Over(IncidentStatus status) => all.Count(i => i.Status == status && times.Date(i.Raised) == today);
        return new IncidentList(open, open.Count(i => i.Severity == Severity.Red), open.Count(i => i.Severity == Severity.Amber), Over(IncidentStatus.Resolved), Over(IncidentStatus.Withdrawn));
    }
}
