using System.Text.Json;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Audit;

/// <param name="Entry">null where its payload was destroyed under a retention rule, or cannot be read.</param>
public sealed record AuditFact(ChainedFact Chained, TimelineEntry? Entry)
{
    public JournalRow Row => Chained.Row;
    public bool Destroyed => Chained.Salt is null;

    public static AuditFact Of(ChainedFact chained)
    {
        if (chained.Salt is null) return new AuditFact(chained, null);
        try { return new AuditFact(chained, TimelineEntry.Of(chained.Row)); }
        // Damaged or of a kind that this program does not know: it stands in the chain all the same.
        catch (Exception e) when (e is JsonException or NotSupportedException or FormatException) { return new AuditFact(chained, null); }
    }
}

/// <summary>The evidence of a box or tube.</summary>
/// <param name="Streams">Whole streams, since a chain is followed from its beginning.</param>
/// <param name="Shown">The facts about the subject, in order of happening. Of a tube's boxes not all are.</param>
public sealed record AuditRecord(AuditSubject Subject, IReadOnlyList<ChainedStream> Streams, IReadOnlyList<AuditFact> Shown)
{
    readonly HashSet<(string, long)> shown = [.. Shown.Select(f => (f.Row.Stream, f.Row.Seq))];

    /// <summary>A fact of a tube's box that is not about the tube leaves as its digest alone: it may name other tubes.</summary>
    public bool Withholds(ChainedFact fact) => Subject.IsTube && !shown.Contains((fact.Row.Stream, fact.Row.Seq));

    public static AuditRecord OfBox(AuditSubject subject, ChainedStream stream) => new(subject, [stream], InOrder(stream.Facts.Select(AuditFact.Of)));

    public static AuditRecord OfTube(AuditSubject subject, TubeSerial tube, IReadOnlyList<ChainedStream> boxes)
    {
        var shown = new List<AuditFact>();
        foreach (var box in boxes)
        {
            var facts = box.Facts.Select(AuditFact.Of).ToArray();
            var life = TubeLife.Of(tube, TimelineReader.InOrder(facts.Select(f => f.Entry).OfType<TimelineEntry>())).Select(e => e.Seq).ToHashSet();
            shown.AddRange(facts.Where(f => life.Contains(f.Row.Seq)));
        }
        return new AuditRecord(subject, boxes, InOrder(shown));
    }

    static IReadOnlyList<AuditFact> InOrder(IEnumerable<AuditFact> facts) =>
        [.. facts.OrderBy(f => new Stamp(new Instant(f.Row.Fact.OccurredAt), f.Row.Fact.Device, f.Row.Fact.Boot, f.Row.Fact.Seq, f.Row.Fact.Item))
            .ThenBy(f => f.Row.Stream, StringComparer.Ordinal).ThenBy(f => f.Row.Seq)];
}
