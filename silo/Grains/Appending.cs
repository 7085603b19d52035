using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Grains;

/// <summary>What goes into the journal with new facts: the view, changed summaries, changed deadlines, the tube index.</summary>
static class Appending
{
    public static StreamAppend Of<TState>(Subject subject, Folded<TState> before, Folded<TState> after, IReadOnlyList<FactEnvelope> facts)
        where TState : class, IFold<TState> => new(
            subject.Value, before.Seq, facts,
            after.View.Length == 0 ? null : new EntityState(Subject.Word(subject.Kind), subject.Id, after.View),
            Outbox(subject, before, after),
            before.Deadlines.SequenceEqual(after.Deadlines) ? null
                : [.. after.Deadlines.Select(d => new DeadlineItem(subject.Value, d.What.ToString(), d.DueAt.Microseconds))],
            Tubes(subject, facts));

    static List<OutboxItem> Outbox<TState>(Subject subject, Folded<TState> before, Folded<TState> after) where TState : class, IFold<TState>
    {
        var items = new List<OutboxItem>();
        foreach (var (receiver, said) in after.Said)
            if (!before.Said.TryGetValue(receiver, out var earlier) || !said.AsSpan().SequenceEqual(earlier))
                items.Add(new OutboxItem(subject.Value, receiver.Value, after.Seq, said));
        foreach (var (receiver, earlier) in before.Said)
            if (!after.Said.ContainsKey(receiver) && Gone(SummaryJson.Read(earlier), after.Said) is { } gone)
                items.Add(new OutboxItem(subject.Value, receiver.Value, after.Seq, gone));
        return items;
    }

    /// <summary>What somebody must hear who is no longer spoken to: that it is not so any more.</summary>
    static byte[]? Gone(Summary earlier, IReadOnlyDictionary<Subject, byte[]> saidNow) => earlier switch
    {
        CauseSummary cause => SummaryJson.Write(cause with { Present = false }),
        SightingSummary sighting => SummaryJson.Write(sighting with { Open = [], Beside = null }),
        BoxSummary => saidNow.Values.FirstOrDefault(s => SummaryJson.Read(s) is BoxSummary),
        _ => null,
    };

    static List<TubeItem> Tubes(Subject subject, IReadOnlyList<FactEnvelope> facts)
    {
        var tubes = new List<TubeItem>();
        if (subject.Kind != SubjectKind.Box) return tubes;
        foreach (var fact in facts)
            if (fact.Kind is "tube-packed" or "tube-unpacked" or "contents-carried") tubes.AddRange(Tubes(subject.Id, fact, FactCodec.Read(fact.Payload)));
        return tubes;
    }

    static IEnumerable<TubeItem> Tubes(string box, FactEnvelope fact, Fact said) => said switch
    {
        TubePacked packed => [new TubeItem(packed.Tube.Value, box, fact.OccurredAt, fact.Id)],
        TubeUnpacked unpacked => [new TubeItem(unpacked.Tube.Value, box, fact.OccurredAt, fact.Id, TakenOut: true)],
        ContentsCarried carried => carried.Tubes.Distinct().Select(tube => new TubeItem(tube.Value, box, Carrying.SealedAt(carried, new Instant(fact.OccurredAt)).Microseconds, fact.Id)),
        _ => [],
    };
}
