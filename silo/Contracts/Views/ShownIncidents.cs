using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Contracts;

/// <summary>The one list of incidents that every reader has: few lines, and none of what was never so.</summary>
public static class ShownIncidents
{
    public static IReadOnlyList<Shown> Of(IEnumerable<IncidentView> incidents) =>
        Grouping.Of(incidents.Where(i => !WasNeverSo(i)).Select(i => new Raised(i.Id, i.Cause, i.Raised)));

    /// <summary>
    /// Told and taken back in the same moment: a deadline came up together with what answers it. It stays in the record, and in its
    /// subject's timeline; to a reader it is no news.
    /// </summary>
    public static bool WasNeverSo(IncidentView incident) =>
        incident is { Status: IncidentStatus.Withdrawn, Acts.Count: 0, SentOut: 0 } && incident.Ended == incident.Raised;
}
