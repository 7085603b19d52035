namespace SpecimenLogistics.Domain;

/// <summary>Incidents about what a box holds and who has it. Tubes that do not add up are an issue also when the box has long gone on.</summary>
static class BoxCauses
{
    /// <summary>Of each kind what its newest cycle gives rise to.</summary>
    public static IEnumerable<CauseSummary> Of(BoxState box)
    {
        if (Half(box) is { } half) yield return half;
        var newest = new SortedDictionary<CauseKind, CauseSummary>();
        foreach (var cause in box.Past.SelectMany(p => p.Causes).Concat(box.Cycles.SelectMany(c => Of(box, c)))) newest[cause.Cause] = cause;
        foreach (var cause in newest.Values) yield return cause;
    }

    /// <summary>What stands whatever becomes of the box afterwards.</summary>
    public static IEnumerable<CauseSummary> Of(BoxState box, BoxCycle cycle)
    {
        if (Differ(cycle)) yield return Cause(box, cycle, CauseKind.TubesDiffer, Severity.Amber, cycle.UnloadedAt ?? cycle.ReceivedAt, AddsUp(cycle));
        if (cycle.SharesTubeLater) yield return Cause(box, cycle, CauseKind.TubeInTwoBoxes, Severity.Amber, cycle.SealedAt, null);
        if (cycle.Evidence.LookedInto is { Fact: BoxLookedInto { Finding: Finding.NotEmpty } } full)
            yield return Cause(box, cycle, CauseKind.NotEmpty, Severity.Red, full.Stamp.OccurredAt, cycle.Evidence.Disinfected is null ? null : "emptied and disinfected");
        if (cycle.Evidence.Held is { } held)
            yield return Cause(box, cycle, CauseKind.Held, Severity.Amber, held.Stamp.OccurredAt, cycle.Hold == HoldReason.Told ? null : "released by two people");
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

    static CauseSummary Cause(BoxState box, BoxCycle cycle, CauseKind kind, Severity severity, Instant? since, string? gone) =>
        new(kind, severity, gone is null, Subject.Of(box.Id), since ?? Instant.Min, BoxWords.Details(box, cycle), gone);
}
