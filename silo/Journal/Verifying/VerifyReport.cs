using SpecimenLogistics.Domain;

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

    /// <summary>Views that cannot be made anew, since their payloads are destroyed; each is still the one of then.</summary>
    public long NotRefolded { get; init; }

    /// <summary>What is destroyed under which act, the first first.</summary>
    public IReadOnlyList<DestroyedUnder> DestroyedUnder { get; init; } = [];
}

/// <param name="Where">A stream (<c>box/BX-0001</c>), a table (<c>position</c>), or <c>root</c>, <c>roots.log</c>, <c>against</c>.</param>
/// <param name="At">The seq in the stream, the id in the table, or the number of the root or line.</param>
/// <param name="What">What is wrong, as a sentence.</param>
public sealed record ChainBreak(string Where, long? At, string What)
{
    public override string ToString() => At is { } at ? $"{Where} at {at}: {What}" : $"{Where}: {What}";
}

/// <summary>What two people had destroyed: acts of one kind and reason, one after the other, are one.</summary>
/// <param name="First">The number of the first act in the store's own stream.</param>
/// <param name="Count">Rows, payloads or names.</param>
public sealed record DestroyedUnder(string Kind, string Term, long First, long Last, long Count, Instant? Oldest, Instant? Newest, Instant At, string By, string And, string Why)
{
    public override string ToString() =>
        $"destroyed: {Count} of {Kind} ({Term})" + (Oldest is { } oldest ? $", of {oldest} to {Newest}" : "") + $", on {At} by {By} and {And}: {Why} ({RetentionAct.Stream} at {(First == Last ? $"{First}" : $"{First} to {Last}")})";
}

/// <summary>Faults and counts, gathered while a store is read.</summary>
internal sealed class Findings
{
    public const int Listed = 100;
    readonly List<ChainBreak> _breaks = [];

    public long Streams, Facts, Destroyed, Telemetry, Unreadable, Roots, Refolded, NotRefolded, BreakCount;
    public IReadOnlyList<DestroyedUnder> DestroyedUnder = [];

    public void Break(string where, long? at, string what)
    {
        if (BreakCount++ < Listed) _breaks.Add(new ChainBreak(where, at, what));
    }

    public VerifyReport Report() => new(Streams, Facts, Destroyed, Telemetry, Unreadable, Roots, Refolded, _breaks, BreakCount) { NotRefolded = NotRefolded, DestroyedUnder = DestroyedUnder };

    /// <summary>True for what reading a damaged row throws, as opposed to a fault of this program.</summary>
    public static bool IsDamage(Exception e) =>
        e is System.Data.Common.DbException or InvalidCastException or OverflowException or FormatException or ArgumentException or InvalidOperationException or IOException;
}
