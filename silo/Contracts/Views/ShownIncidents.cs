using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Contracts;

/// <summary>The one list of incidents that every reader has: few lines, and none of what was over when it was heard.</summary>
public static class ShownIncidents
{
    public static IReadOnlyList<Shown> Of(IEnumerable<IncidentView> incidents) =>
        Grouping.Of(incidents.Where(i => !WasOverAtOnce(i)).Select(i => new Raised(i.Id, i.Cause, i.Raised)));

    /// <summary>
    /// Told and taken back in the same moment: what it says and what answers it were heard together. It stays in the record, and in its
    /// subject's timeline; to a reader of the list it is no news.
    /// </summary>
    public static bool WasOverAtOnce(IncidentView incident) =>
        incident is { Status: IncidentStatus.Withdrawn, Acts.Count: 0, SentOut: 0 } && incident.Ended == incident.Raised;
}
