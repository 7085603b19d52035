using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Grains;

/// <summary>Which red incidents have gone past everybody on the duty list, and what is to be said of them.</summary>
public static class Unanswered
{
    /// <summary>One body for each thing that is shown as one, with the incidents it speaks of.</summary>
    /// <param name="sendings">How often each incident may be sent.</param>
    public static IReadOnlyList<(AlarmBody Body, IReadOnlyList<IncidentView> Members)> Of(IReadOnlyList<IncidentView> incidents, int onDuty, int sendings)
    {
        var byId = incidents.ToDictionary(i => i.Id);
        return [.. ShownIncidents.Of(incidents)
            .Select(shown => (shown, Members: shown.Members.Select(m => byId[m.Id]).Where(i => IsOut(i, onDuty, sendings)).ToArray()))
            .Where(s => s.Members.Length > 0).Select(s => (Body(s.shown, s.Members), (IReadOnlyList<IncidentView>)s.Members))];
    }

    static bool IsOut(IncidentView incident, int onDuty, int sendings) =>
        incident is { Status: IncidentStatus.Open, Severity: Severity.Red, SentTaken: false } && incident.Step >= Math.Max(1, onDuty) && incident.SentOut < sendings;

    static AlarmBody Body(Shown shown, IncidentView[] members) => new(
        shown.Id, shown.Cause is { } cause ? IncidentId.Word(cause) : null, "red", shown.At.ToDateTimeOffset(), members.Length,
        [.. members.Take(10).Select(m => m.About.Value)]);
}
