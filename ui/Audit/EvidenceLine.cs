using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Audit;

public enum EvidenceMark { Plain, Correction, Corrected, Gap, Destroyed, Unreadable }

/// <summary>One row of the timeline: a fact, a run of facts of one kind, or a gap in the numbers.</summary>
/// <param name="From">The first of its numbers in order of recording.</param>
/// <param name="To">The last.</param>
/// <param name="Facts">In order of happening; empty for a gap.</param>
/// <param name="Other">The number of the fact that this one corrects, or by which it is corrected.</param>
public sealed record EvidenceLine(string Stream, long From, long To, IReadOnlyList<AuditFact> Facts, EvidenceMark Mark, long? Other = null)
{
    /// <summary>So many of one kind are one row.</summary>
    public const int Least = 4;

    public AuditFact First => Facts[0];
    public AuditFact Last => Facts[^1];
    public bool IsRun => Facts.Count > 1;

    /// <summary>All numbers from the first to the last are in it.</summary>
    public bool Whole => Facts.Count == To - From + 1;

    /// <summary>The fact recorded last: its hash stands for all before it.</summary>
    public AuditFact Newest => Facts.MaxBy(f => f.Row.Seq)!;

    /// <summary>How long after happening the latest of them was on disk; null where it has no time of day.</summary>
    public TimeSpan? Late => Facts.Max(f => f.Row.Fact.OccurredAt == 0 ? null : (TimeSpan?)(new Instant(f.Row.RecordedAt) - new Instant(f.Row.Fact.OccurredAt)));

    public static IReadOnlyList<EvidenceLine> Of(AuditRecord record)
    {
        var bySeq = record.Streams.SelectMany(s => s.Facts).ToDictionary(f => f.Row.Fact.Id, f => f.Row.Seq);
        var corrections = record.Shown.Where(f => f.Row.Fact.Corrects is not null).GroupBy(f => f.Row.Fact.Corrects!.Value).ToDictionary(g => g.Key, g => g.Max(f => f.Row.Seq));
        var lines = new List<EvidenceLine>();
        for (var i = 0; i < record.Shown.Count;)
        {
            var (first, mark, other) = (record.Shown[i], MarkOf(record.Shown[i], corrections), OtherOf(record.Shown[i], corrections, bySeq));
            AuditFact[] run = mark != EvidenceMark.Plain ? [first]
                : [.. record.Shown.Skip(i).TakeWhile(f => f.Row.Stream == first.Row.Stream && f.Row.Fact.Kind == first.Row.Fact.Kind && MarkOf(f, corrections) == EvidenceMark.Plain)];
            if (run.Length < Least) run = [first];
            lines.Add(new EvidenceLine(first.Row.Stream, run.Min(f => f.Row.Seq), run.Max(f => f.Row.Seq), run, mark, other));
            i += run.Length;
        }
        foreach (var gap in record.Streams.SelectMany(Gaps)) lines.Insert(Place(lines, gap), gap);
        return lines;
    }

    static EvidenceMark MarkOf(AuditFact fact, Dictionary<Guid, long> corrections) =>
        fact.Destroyed ? EvidenceMark.Destroyed
        : fact.Entry is null ? EvidenceMark.Unreadable
        : fact.Row.Fact.Corrects is not null || fact.Entry.Fact is CustodyCorrected ? EvidenceMark.Correction
        : corrections.ContainsKey(fact.Row.Fact.Id) ? EvidenceMark.Corrected
        : EvidenceMark.Plain;

    static long? OtherOf(AuditFact fact, Dictionary<Guid, long> corrections, Dictionary<Guid, long> bySeq) =>
        fact.Row.Fact.Corrects is { } corrected ? bySeq.TryGetValue(corrected, out var seq) ? seq : null
        : corrections.TryGetValue(fact.Row.Fact.Id, out var by) ? by : null;

    /// <summary>Numbers that a stream should have and has not, up to its head.</summary>
    static IEnumerable<EvidenceLine> Gaps(Contracts.ChainedStream stream)
    {
        var next = 1L;
        foreach (var fact in stream.Facts)
        {
            if (fact.Row.Seq > next) yield return new EvidenceLine(stream.Stream, next, fact.Row.Seq - 1, [], EvidenceMark.Gap);
            next = fact.Row.Seq + 1;
        }
        if (stream.Head >= next) yield return new EvidenceLine(stream.Stream, next, stream.Head, [], EvidenceMark.Gap);
    }

    /// <summary>Before the first row that holds a later number of its stream; nobody knows when it happened.</summary>
    static int Place(List<EvidenceLine> lines, EvidenceLine gap) =>
        lines.FindIndex(l => l.Stream == gap.Stream && l.To > gap.To) is var at and >= 0 ? at : lines.Count;
}
