using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Alarms;

/// <summary>Counts the red incidents that came since a page was opened. A count reaches the page however long its circuit was away; a call would not.</summary>
public sealed class NewReds
{
    HashSet<string>? known;

    /// <summary>Since the first look, which counts nothing: what stood there already is on the list.</summary>
    public int Count { get; private set; }

    /// <summary>One that was over and is raised again is new again, and so is one that was amber.</summary>
    public void See(IReadOnlyList<IncidentView> incidents)
    {
        var now = incidents.Where(i => i is { Severity: Severity.Red, Status: IncidentStatus.Open or IncidentStatus.Acknowledged }).Select(i => i.Id).ToHashSet();
        if (known is not null) Count += now.Count(id => !known.Contains(id));
        known = now;
    }
}
