namespace SpecimenLogistics.Domain;

/// <summary>Incidents about what a box holds and who has it. Tubes that do not add up are an issue also when the box has long gone on.</summary>
static class BoxCauses
{
    public static IEnumerable<CauseSummary> Of(BoxState box)
    {
        if (Half(box) is { } half) yield return half;
        if (Newest(box, Differ) is { } differing) yield return Cause(box, differing, CauseKind.TubesDiffer, Severity.Amber, differing.UnloadedAt ?? differing.ReceivedAt, AddsUp(differing));
        if (Newest(box, c => c.SharesTubeLater) is { } shared) yield return Cause(box, shared, CauseKind.TubeInTwoBoxes, Severity.Amber, shared.SealedAt, null);
        if (Newest(box, c => c.Evidence.LookedInto?.Fact is BoxLookedInto { Finding: Finding.NotEmpty }) is { } full)
            yield return Cause(box, full, CauseKind.NotEmpty, Severity.Red, full.Evidence.LookedInto!.Stamp.OccurredAt, full.Evidence.Disinfected is null ? null : "emptied and disinfected");
        if (Newest(box, c => c.Evidence.Held is not null) is { } held)
            yield return Cause(box, held, CauseKind.Held, Severity.Amber, held.Evidence.Held!.Stamp.OccurredAt, held.Hold == HoldReason.Told ? null : "released by two people");
    }

    /// <summary>Nobody has scanned it over, nor further on, and the time for that is past; gone when somebody has.</summary>
    static CauseSummary? Half(BoxState box)
    {
        var cycle = box.Current!;
        if (cycle.Evidence.HalfTooLong.IsEmpty) return null;
        var due = Custody.HalfDueAt(cycle.Evidence);
        var present = due is { } at && cycle.Evidence.HalfTooLong.Contains(at);
        return Cause(box, cycle, CauseKind.HalfHandover, Severity.Amber, cycle.Evidence.HalfTooLong.Max() - Custody.LongestHalf, present ? null : $"with {cycle.Holder}");
    }

    // The count made at sealing is held against the tubes only where the box has arrived: on its way a tube's scan may be.
    static bool Differ(BoxCycle cycle) => (cycle.UnloadedAt ?? cycle.ReceivedAt) is not null
        && (Has(cycle, Discrepancy.CountMismatch) || Has(cycle, Discrepancy.MissingTubes) || Has(cycle, Discrepancy.UnexpectedTubes));

    /// <summary>The bench has found exactly what was packed: then only the counting was wrong.</summary>
    static string? AddsUp(BoxCycle cycle) =>
        cycle.EmptiedAt is not null && !Has(cycle, Discrepancy.MissingTubes) && !Has(cycle, Discrepancy.UnexpectedTubes) ? $"the bench read all {cycle.Evidence.Packed.Count}" : null;

    static bool Has(BoxCycle cycle, Discrepancy kind) => cycle.Discrepancies.Contains(kind);

    static BoxCycle? Newest(BoxState box, Func<BoxCycle, bool> which) => box.Cycles.LastOrDefault(which);

    static CauseSummary Cause(BoxState box, BoxCycle cycle, CauseKind kind, Severity severity, Instant? since, string? gone) =>
        new(kind, severity, gone is null, Subject.Of(box.Id), since ?? Instant.Min, BoxWords.Details(box, cycle), gone);
}
