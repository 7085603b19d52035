namespace SpecimenLogistics.Domain;

/// <summary>
/// A delivery as judged: a pure function of current facts. Whether a late scan made it late is decided here and nowhere else.
/// </summary>
/// <param name="Assumed">Nobody declared the closure and its planned time is past: the clock runs from the plan.</param>
/// <param name="WithinTarget">null while it is open, and where nobody scanned the unload so that nobody can tell.</param>
/// <param name="Proven">false when the margin is smaller than the clocks' uncertainty.</param>
public sealed record Verdict(
    DeliveryStage Stage, bool Assumed, Instant TargetAt, bool? WithinTarget, bool Proven, Instant? CollectedAt, Instant? UnloadedAt,
    Instant? ReceivedAt, Party? Carrier)
{
    public static Verdict Of(DeliverySummary summary, IReadOnlySet<Deadline> passed)
    {
        var target = (summary.DeclaredClosure ?? summary.PlannedClosure) + TimeSpan.FromMinutes(summary.TargetMinutes);
        var collected = LastOf(summary, c => c.CollectedAt ?? c.UnloadedAt ?? c.ReceivedAt);
        var unloaded = LastOf(summary, c => c.UnloadedAt ?? c.ReceivedAt);
        var received = LastOf(summary, c => c.ReceivedAt);
        var assumed = summary is { DeclaredClosure: null, Suspended: false } && passed.Contains(new Deadline(DeadlineKind.PlannedClosure, summary.PlannedClosure));
        bool? within = (summary.DeclaredClosure is not null || assumed) && unloaded is { } last ? InTime(summary, last, target)
            : !IsOff(summary) && passed.Any(d => d.What == DeadlineKind.Target && d.DueAt >= target) ? false : null;
        return new Verdict(
            StageOf(summary, assumed, collected, unloaded, received), assumed, target, within, IsProven(summary, unloaded, target), collected, unloaded, received,
            summary.Boxes.Select(b => b.Cycle?.Carrier).LastOrDefault(c => c is not null));
    }

    static bool? InTime(DeliverySummary summary, Instant latest, Instant target) =>
        latest <= target ? true : LastOf(summary, c => c.UnloadedAt ?? c.ReceivedAt - Custody.ToTheDoor) <= target ? null : false;

    /// <summary>Suspended, and nothing of it has been sealed or declared: there is nothing to be late.</summary>
    public static bool IsOff(DeliverySummary summary) => summary is { Suspended: true, DeclaredClosure: null, Boxes.Count: 0 };

    static DeliveryStage StageOf(DeliverySummary summary, bool assumed, Instant? collected, Instant? unloaded, Instant? received)
    {
        if (IsOff(summary)) return DeliveryStage.Suspended;
        if (summary.DeclaredClosure is null && !assumed) return DeliveryStage.Planned;
        if (received is not null) return DeliveryStage.Received;
        if (unloaded is not null) return DeliveryStage.Unloaded;
        if (summary.Boxes.Any(b => (b.Cycle?.UnloadedAt ?? b.Cycle?.ReceivedAt) is not null)) return DeliveryStage.AtDock;
        return collected is not null ? DeliveryStage.OnRoad : DeliveryStage.Closed;
    }

    /// <summary>The last box's time; null while a box has none, or when there are no boxes.</summary>
    static Instant? LastOf(DeliverySummary summary, Func<CycleSummary, Instant?> time)
    {
        Instant? last = null;
        foreach (var box in summary.Boxes)
        {
            if (box.Cycle is null || time(box.Cycle) is not { } at) return null;
            if (last is null || at > last) last = at;
        }
        return last;
    }

    static bool IsProven(DeliverySummary summary, Instant? unloaded, Instant target)
    {
        if (unloaded is not { } at) return true;
        var uncertainty = summary.ClosureUncertainty + summary.Boxes.Max(b => b.Cycle?.Uncertainty ?? TimeSpan.Zero);
        return (at - target).Duration() > uncertainty;
    }
}
