namespace SpecimenLogistics.Domain;

/// <summary>What a delivery tells the desk: that it is late, will be, or that its centre does not say that it has closed.</summary>
static class DeliveryWords
{
    /// <summary>A centre that has not declared its closure this long after the plan is asked about.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    public static Deadline Unclosed(DeliverySummary summary) => new(DeadlineKind.NotClosed, summary.PlannedClosure + Patience);

    public static IReadOnlyDictionary<Subject, Summary> Summaries(DeliveryState delivery)
    {
        if (delivery.Verdict is not { } verdict || delivery.Summary is not { } summary) return Nothing.ToSay;
        var said = new Dictionary<Subject, Summary>();
        foreach (var cause in Causes(delivery, summary, verdict)) said[IncidentId.Of(cause)] = cause;
        return said;
    }

    static IEnumerable<CauseSummary> Causes(DeliveryState delivery, DeliverySummary summary, Verdict verdict)
    {
        CauseSummary Cause(CauseKind kind, Severity severity, Instant since, string? gone) => new(
            kind, severity, gone is null, Subject.Of(delivery.Id), since, [summary.Site.Value, verdict.Carrier?.Id ?? "", $"{summary.Boxes.Count}"], gone);

        var unclosed = Unclosed(summary);
        if (delivery.Passed.Contains(unclosed))
            yield return Cause(CauseKind.NotClosed, Severity.Amber, summary.PlannedClosure, summary.DeclaredClosure is { } at ? $"closed {at}" : null);
        if (verdict.WithinTarget == false) yield return Cause(CauseKind.Late, Severity.Red, verdict.TargetAt, null);
        else if (delivery.Passed.Any(p => p.What == DeadlineKind.Target)) yield return Cause(CauseKind.Late, Severity.Red, verdict.TargetAt, InTime(verdict));
        if (delivery.Risk is { Fact: RiskJudged risk } judged) yield return Cause(CauseKind.AtRisk, Severity.Amber, judged.Stamp.OccurredAt, NoRisk(risk, verdict));
    }

    /// <summary>Why it is at risk no longer; null while it is.</summary>
    static string? NoRisk(RiskJudged risk, Verdict verdict) =>
        verdict.WithinTarget == false ? "late by now"
        : verdict.WithinTarget == true ? InTime(verdict)
        : risk.AtRisk ? null : $"{risk.MarginMinutes} min to spare again";

    static string InTime(Verdict verdict) => verdict.UnloadedAt is { } at ? $"unloaded {at}, in time" : $"due {verdict.TargetAt}";
}
