namespace SpecimenLogistics.Journal;

/// <summary>What a check of a whole store came to.</summary>
/// <param name="Destroyed">Facts whose payload and salt were destroyed under a retention rule; their chain still verifies.</param>
/// <param name="Refolded">Views made anew from their facts and compared; 0 where no fold was given.</param>
/// <param name="Breaks">The first fault of each stream, table and root, the first found first; at most <see cref="Findings.Listed"/>.</param>
/// <param name="BreakCount">All faults, listed or not.</param>
public sealed record VerifyReport(
    long Streams, long Facts, long Destroyed, long Telemetry, long Unreadable, long Roots, long Refolded, IReadOnlyList<ChainBreak> Breaks, long BreakCount)
{
    public bool Ok => BreakCount == 0;
}

/// <param name="Where">A stream (<c>box/BX-0001</c>), a table (<c>position</c>), or <c>root</c>, <c>roots.log</c>, <c>against</c>.</param>
/// <param name="At">The seq in the stream, the id in the table, or the number of the root or line.</param>
/// <param name="What">What is wrong, as a sentence.</param>
public sealed record ChainBreak(string Where, long? At, string What)
{
    public override string ToString() => At is { } at ? $"{Where} at {at}: {What}" : $"{Where}: {What}";
}

/// <summary>Faults and counts, gathered while a store is read.</summary>
internal sealed class Findings
{
    public const int Listed = 100;
    readonly List<ChainBreak> _breaks = [];

    public long Streams, Facts, Destroyed, Telemetry, Unreadable, Roots, Refolded, BreakCount;

    public void Break(string where, long? at, string what)
    {
        if (BreakCount++ < Listed) _breaks.Add(new ChainBreak(where, at, what));
    }

    public VerifyReport Report() => new(Streams, Facts, Destroyed, Telemetry, Unreadable, Roots, Refolded, _breaks, BreakCount);

    /// <summary>True for what reading a damaged row throws, as opposed to a fault of this program.</summary>
    public static bool IsDamage(Exception e) =>
        e is System.Data.Common.DbException or InvalidCastException or OverflowException or FormatException or ArgumentException or InvalidOperationException or IOException;
}
