using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Contracts;

static class IncidentViews
{
    /// <summary>null before anything was said of its cause: nobody can show it yet.</summary>
    public static IncidentView? Of(IncidentState incident)
    {
        var life = incident.Life;
        if (life.Episode is not { } episode) return null;
        var cause = episode.Newest;
        var acts = incident.Acts.Where(a => a.Fact is IncidentActed).Select(Of).ToList();
        return new IncidentView(
            incident.Id, cause.Cause, cause.Severity, life.Status, cause.About, cause.Since, episode.Begun, Ended(life, incident), life.Owner, cause.Details,
            [.. acts.Select(a => a.Text).OfType<string>()])
        {
            Gone = life.Status == IncidentStatus.Withdrawn ? episode.Gone : null,
            NobodySince = life.NobodySince,
            Step = life.Step,
            NextAt = life.Next?.DueAt,
            SentOut = life.SentOut.Count,
            SentTaken = life.SentOut.Any(s => s.Taken),
            Acts = acts,
        };
    }

    static Instant? Ended(IncidentLife life, IncidentState incident) => life.Status == IncidentStatus.Resolved
        ? incident.Acts.First(a => a.Stamp.OccurredAt >= life.Episode!.Begun && a.Fact is IncidentActed { Act: IncidentAct.Resolve }).Stamp.OccurredAt
        : life.Episode!.Ended;

    static IncidentActView Of(Recorded recorded)
    {
        var act = (IncidentActed)recorded.Fact;
        return new IncidentActView(act.Act, recorded.Stamp.OccurredAt, recorded.Actor, act.Owner, act.Text);
    }
}
