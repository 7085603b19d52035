namespace SpecimenLogistics.Domain;

/// <summary>What a delivery tells the desk: that it is late, will be, or that its centre does not say that it has closed.</summary>
static class DeliveryWords
{
    /// <summary>A centre that has not declared its closure this long after the plan is asked about.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    /// <summary>The first of a delivery's boxes has been collected, and for this long another has not: it was left behind, or its scans were.</summary>
    static readonly TimeSpan Together = TimeSpan.FromMinutes(20);

    public static Deadline? Apart(DeliverySummary summary) =>
        LeftBehind(summary).Any() && summary.Boxes.Min(b => b.Cycle?.CollectedAt) is { } first ? new(DeadlineKind.LeftBehind, first + Together) : null;

    /// <summary>The first of a delivery's boxes was set down at a dock, and for this long another one that was collected has not been seen there.</summary>
    static readonly TimeSpan AtTheDock = TimeSpan.FromMinutes(30);

    public static Deadline? Short(DeliverySummary summary) =>
        NotSetDown(summary).Any() && FirstDown(summary) is { } first ? new(DeadlineKind.NotSetDown, first + AtTheDock) : null;

    static Instant? FirstDown(DeliverySummary summary) => summary.Boxes.Min(b => b.Cycle?.UnloadedAt ?? b.Cycle?.ReceivedAt);

    /// <summary>One that was fetched after the first was set down comes with another load.</summary>
    static IEnumerable<DeliveredBox> NotSetDown(DeliverySummary summary) =>
        summary.Boxes.Where(b => b.Cycle is { CollectedAt: { } collected, UnloadedAt: null, ReceivedAt: null, EmptiedAt: null } && !(collected > FirstDown(summary)));

    static IEnumerable<DeliveredBox> LeftBehind(DeliverySummary summary) =>
        summary.Boxes.Where(b => b.Cycle is { CollectedAt: null, UnloadedAt: null, ReceivedAt: null, EmptiedAt: null });

    public static Deadline Unclosed(DeliverySummary summary) => new(DeadlineKind.NotClosed, summary.PlannedClosure + Patience);

    public static IReadOnlyDictionary<Subject, Summary> Summaries(DeliveryState delivery)
    {
        if (delivery.Verdict is not { } verdict || delivery.Summary is not { } summary || Verdict.IsOff(summary)) return Nothing.ToSay;
        var said = new Dictionary<Subject, Summary>();
        foreach (var cause in Causes(delivery, summary, verdict)) said[IncidentId.Of(cause)] = cause;
        return said;
    }

    static IEnumerable<CauseSummary> Causes(DeliveryState delivery, DeliverySummary summary, Verdict verdict)
    {
        CauseSummary Cause(CauseKind kind, Severity severity, Instant since, string? gone) => new(
            kind, severity, gone is null, Subject.Of(delivery.Id), since, [summary.Site.Value, verdict.Carrier?.Id ?? "", $"{summary.Boxes.Count}"], gone);

        if (delivery.Passed.Where(p => p.What == DeadlineKind.LeftBehind).MinBy(p => p.DueAt) is { } apart)
            yield return Behind(delivery, summary, apart.DueAt - Together);
        if (delivery.Passed.Where(p => p.What == DeadlineKind.NotSetDown).MinBy(p => p.DueAt) is { } missing)
            foreach (var box in summary.Boxes.Where(b => b.Cycle?.CollectedAt is not null)) yield return Missing(box, summary, missing.DueAt - AtTheDock);
        if (Wrong(delivery, summary) is { } wrong) yield return wrong;
        var unclosed = Unclosed(summary);
        if (delivery.Passed.Contains(unclosed))
            yield return Cause(CauseKind.NotClosed, Severity.Amber, summary.PlannedClosure, summary.DeclaredClosure is { } at ? $"closed {at}" : null);
        if (verdict.WithinTarget == false) yield return Cause(CauseKind.Late, Severity.Red, verdict.TargetAt, null);
        else if (delivery.Passed.Any(p => p.What == DeadlineKind.Target)) yield return Cause(CauseKind.Late, Severity.Red, verdict.TargetAt, InTime(verdict));
        if (delivery.Risk is { Fact: RiskJudged risk } judged) yield return Cause(CauseKind.AtRisk, Severity.Amber, judged.Stamp.OccurredAt, NoRisk(risk, verdict));
    }

    static CauseSummary Behind(DeliveryState delivery, DeliverySummary summary, Instant since)
    {
        var boxes = LeftBehind(summary).Select(b => b.Box.Value).ToList();
        return new CauseSummary(
            CauseKind.LeftBehind, Severity.Red, boxes.Count > 0, Subject.Of(delivery.Id), since, [summary.Site.Value, .. boxes], boxes.Count > 0 ? null : "all boxes are collected");
    }

    /// <summary>The box says the same of itself when it has been on the road too long; here it shows by its load's having arrived without it.</summary>
    static CauseSummary Missing(DeliveredBox box, DeliverySummary summary, Instant since)
    {
        var present = NotSetDown(summary).Contains(box);
        return new CauseSummary(
            CauseKind.Unaccounted, Severity.Red, present, Subject.Of(box.Box), since, [box.Box.Value, summary.Site.Value, box.Cycle!.Spans[^1].Holder.Value, ""],
            present ? null : $"with {box.Cycle.Spans[^1].Holder}");
    }

    /// <summary>One incident for a delivery, however many of its boxes stand at a laboratory they were not meant for.</summary>
    static CauseSummary? Wrong(DeliveryState delivery, DeliverySummary summary)
    {
        var wrong = summary.Boxes.Where(b => b.Cycle?.Discrepancies.Contains(Discrepancy.WrongLaboratory) ?? false).ToList();
        if (wrong.Count == 0) return null;
        var held = wrong.Any(b => b.Cycle!.Place is BoxPlace.AtDock or BoxPlace.Held);
        return new CauseSummary(
            CauseKind.WrongLaboratory, Severity.Red, held, Subject.Of(delivery.Id), wrong.Min(b => b.Cycle!.UnloadedAt ?? b.Cycle!.ReceivedAt)!.Value,
            [summary.Site.Value, wrong[0].Cycle!.Laboratory?.Id ?? "", .. wrong.Select(b => b.Box.Value)], held ? null : "accepted there");
    }

    /// <summary>Why it is at risk no longer; null while it is.</summary>
    static string? NoRisk(RiskJudged risk, Verdict verdict) =>
        verdict.WithinTarget == false ? "late by now"
        : verdict.WithinTarget == true ? InTime(verdict)
        : risk.AtRisk ? null : $"{risk.MarginMinutes} min to spare again";

    static string InTime(Verdict verdict) => verdict.UnloadedAt is { } at ? verdict.WithinTarget is null ? $"received by {at}; when it was unloaded nobody scanned" : $"unloaded {at}, in time" : $"due {verdict.TargetAt}";
}
