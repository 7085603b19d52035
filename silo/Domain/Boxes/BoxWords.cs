namespace SpecimenLogistics.Domain;

/// <summary>What a box tells others: its holders, its dock, and the incidents it causes.</summary>
static class BoxWords
{
    public static IReadOnlyDictionary<Subject, Summary> Summaries(BoxState box)
    {
        if (box.Cycles.IsEmpty) return Nothing.ToSay;
        // Whoever had it in the last one that was put away is told who had it next.
        return WithCauses(box, Concerned.All(box.Id, [.. box.Results.Select(r => r.Says)], Math.Max(0, box.Past.Length - 1)));
    }

    public static IReadOnlyDictionary<Subject, Summary> Summaries(BoxState box, BoxState before, IReadOnlyDictionary<Subject, Summary> said) => box.Cycles.IsEmpty
        ? Nothing.ToSay
        : WithCauses(box, Concerned.After(box.Id, [.. before.Results.Select(r => r.Says)], said, [.. box.Results.Select(r => r.Says)]));

    static Dictionary<Subject, Summary> WithCauses(BoxState box, Dictionary<Subject, Summary> said)
    {
        foreach (var cause in Causes(box).Concat(BoxCauses.Of(box))) said[IncidentId.Of(cause)] = cause;
        return said;
    }

    public static CycleSummary Of(BoxCycle cycle) => new(
        cycle.Number, cycle.Place, cycle.Centre,
        // While packing goes on nobody is told of every tube.
        cycle.SealedAt is null ? 0 : cycle.Evidence.Packed.Count, cycle.EmptiedAt is null ? 0 : cycle.Evidence.Readings.Count,
        cycle.SealedAt, cycle.CollectedAt, cycle.Carrier, cycle.UnloadedAt, (cycle.Evidence.Unloaded?.Fact as BoxUnloaded)?.Dock,
        (cycle.Evidence.Unloaded?.Fact as BoxUnloaded)?.Laboratory ?? (cycle.Evidence.Received?.Fact as BoxReceived)?.Laboratory,
        cycle.ReceivedAt, cycle.EmptiedAt, cycle.Spans, Lasting(cycle), cycle.Evidence.Unloaded?.Uncertainty ?? TimeSpan.Zero)
    {
        Hold = cycle.Hold,
    };

    // A tube that is still on its way to us makes counts differ for a moment; others need only what stands.
    static IReadOnlyList<Discrepancy> Lasting(BoxCycle cycle) =>
        [.. cycle.Discrepancies.Where(d => d is not (Discrepancy.CountMismatch or Discrepancy.UnexpectedTubes) || cycle.EmptiedAt is not null)];

    static IEnumerable<CauseSummary> Causes(BoxState box)
    {
        var cycle = box.Current!;
        if (cycle.SealState is SealState.OpenOnce or SealState.Open)
            yield return new CauseSummary(
                CauseKind.SealOpened, cycle.SealState == SealState.Open ? Severity.Red : Severity.Amber, Answered(cycle) is null, Subject.Of(box.Id),
                cycle.FirstOpen ?? Instant.Min, Details(box, cycle), Answered(cycle));
        if (cycle.Place == BoxPlace.Unaccounted)
            yield return new CauseSummary(
                CauseKind.Unaccounted, Severity.Red, true, Subject.Of(box.Id), Custody.OverdueAt(cycle.Evidence) ?? cycle.Spans[^1].Since + Custody.LongestOnRoad, Details(box, cycle));
        if (cycle.Evidence.Chain is not { } chain) yield break;
        if (chain.ExceededAt is { } exceeded)
            yield return new CauseSummary(
                CauseKind.Temperature, IsUnnoticed(cycle) ? Severity.Red : Severity.Amber, Noticed(cycle) is null, Subject.Of(box.Id), exceeded, Details(box, cycle), Noticed(cycle));
        if (chain.Silent && cycle.Place == BoxPlace.WithCarrier)
            yield return new CauseSummary(CauseKind.LoggerSilent, Severity.Amber, true, Subject.Of(box.Id), chain.LastAt!.Value, Details(box, cycle));
    }

    /// <summary>An inspection answers one open reading; what read open twice was open, whatever the seal looks like now.</summary>
    static string? Answered(BoxCycle cycle)
    {
        if (cycle.SealState != SealState.OpenOnce) return null;
        if (cycle.Evidence.Inspected is { Fact: SealInspected { Intact: true } } looked && looked.Stamp.OccurredAt >= cycle.FirstOpen) return $"inspected {looked.Stamp.OccurredAt}, intact";
        return cycle.Evidence.Received?.Fact is BoxReceived { Condition: Condition.Intact } ? $"received {cycle.ReceivedAt}, intact" : null;
    }

    /// <summary>At the laboratory, and nobody there has said so: its tubes may be read as if nothing were.</summary>
    static bool IsUnnoticed(BoxCycle cycle) => (cycle.UnloadedAt ?? cycle.ReceivedAt) is not null && Noticed(cycle) is null;

    static string? Noticed(BoxCycle cycle) => cycle.Evidence.Received?.Fact is BoxReceived { Condition: Condition.Warm or Condition.Doubtful } received
        ? $"noticed at {received.Laboratory.Id}"
        : null;

    public static IReadOnlyList<string> Details(BoxState box, BoxCycle cycle) =>
        [box.Id.Value, cycle.Centre?.Id ?? "", cycle.Holder.Value, box.Registration?.Seal.Value ?? ""];
}
