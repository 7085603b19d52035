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
        {
            if (fact.Kind is not ("tube-packed" or "tube-unpacked")) continue;
            var (tube, taken) = FactCodec.Read(fact.Payload) is TubeUnpacked unpacked ? (unpacked.Tube, true) : (((TubePacked)FactCodec.Read(fact.Payload)).Tube, false);
            tubes.Add(new TubeItem(tube.Value, subject.Id, fact.OccurredAt, fact.Id, taken));
        }
        return tubes;
    }
}
