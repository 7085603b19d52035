namespace SpecimenLogistics.Domain;

/// <summary>
/// What became of a tube at the bench. <c>NotRead</c> until its box is emptied: only then is a tube that nobody read missing.
/// </summary>
public enum BenchOutcome { Accepted, AcceptedWithRemark, Rejected, Missing, Unexpected, NotRead }

/// <summary>One tube of one cycle of a box.</summary>
/// <param name="Packed">A centre packed it into this box in this cycle.</param>
/// <param name="Read">The newest reading of it; null when nobody read it.</param>
public sealed record TubeResult(string Serial, BenchOutcome Outcome, bool Packed, Recorded? Read)
{
    /// <summary>What the bench said of it: of an unexpected tube too.</summary>
    public TubeOutcome? Said => (Read?.Fact as TubesRead)?.Outcome;
    public string? Reason => (Read?.Fact as TubesRead)?.Reason;
    public StaffId? By => Read?.Actor;
    public Instant? At => Read?.Stamp.OccurredAt;

    /// <summary>Every tube that was packed or read, in order of serial.</summary>
    public static IReadOnlyList<TubeResult> Of(CycleEvidence cycle) =>
        [.. cycle.Packed.Union(cycle.Readings.Keys).Select(serial => Of(cycle, serial))];

    static TubeResult Of(CycleEvidence cycle, string serial)
    {
        var (packed, read) = (cycle.Packed.Contains(serial), cycle.Readings.GetValueOrDefault(serial));
        return new TubeResult(serial, OutcomeOf(cycle, packed, read), packed, read);
    }

    static BenchOutcome OutcomeOf(CycleEvidence cycle, bool packed, Recorded? read) => (read?.Fact as TubesRead)?.Outcome switch
    {
        null => cycle.Emptied is null ? BenchOutcome.NotRead : BenchOutcome.Missing,
        _ when !packed => BenchOutcome.Unexpected,
        TubeOutcome.Accepted => BenchOutcome.Accepted,
        TubeOutcome.AcceptedWithRemark => BenchOutcome.AcceptedWithRemark,
        _ => BenchOutcome.Rejected,
    };
}

/// <summary>How many tubes of a cycle have which outcome.</summary>
public readonly record struct BenchCounts(int Accepted, int AcceptedWithRemark, int Rejected, int Missing, int Unexpected)
{
    /// <summary>null while the bench has said nothing of the cycle.</summary>
    public static BenchCounts? Of(CycleEvidence cycle)
    {
        if (cycle.Readings.IsEmpty && (cycle.Emptied is null || cycle.Packed.IsEmpty)) return null;
        var (accepted, remark, rejected, unexpected) = (0, 0, 0, 0);
        foreach (var (serial, read) in cycle.Readings)
        {
            if (!cycle.Packed.Contains(serial)) { unexpected++; continue; }
            switch (((TubesRead)read.Fact).Outcome)
            {
                case TubeOutcome.Accepted: accepted++; break;
                case TubeOutcome.AcceptedWithRemark: remark++; break;
                default: rejected++; break;
            }
        }
        var missing = cycle.Emptied is null ? 0 : cycle.Packed.Count - (cycle.Readings.Count - unexpected);
        return new BenchCounts(accepted, remark, rejected, missing, unexpected);
    }
}
