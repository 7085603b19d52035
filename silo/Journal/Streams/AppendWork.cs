using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Journal;

internal sealed class AppendWork(StreamAppend append) : Work<AppendOutcome>
{
    public override string Stream => append.Stream;
    public override IReadOnlyList<OutboxItem> Tells => append.Outbox;
    public override int Rows => 1 + append.Facts.Count + append.Tubes.Count;

    public override void Stage(Tables tables)
    {
        var from = tables.Heads.Of(append.Stream, append.ExpectedSeq);
        if (from.Seq != append.ExpectedSeq)
        {
            Answer = new AppendOutcome.Conflict(from.Seq);
            return;
        }
        var to = from;
        foreach (var fact in append.Facts) to = tables.Facts.Add(append.Stream, to, fact, tables.RecordedAt);
        tables.Heads.Move(append.Stream, from, to);
        if (append.State is { } state) tables.Entities.Add(state, to.Seq, tables.RecordedAt);
        foreach (var item in append.Outbox) tables.Outbox.Add(item);
        if (append.Deadlines is { } deadlines) tables.Deadlines.Replace(append.Stream, deadlines);
        foreach (var tube in append.Tubes) tables.Tubes.Add(tube);
        Answer = new AppendOutcome.Committed(to.Seq);
    }

    public override void Refuse(Exception error, Reader reader)
    {
        foreach (var fact in append.Facts)
        {
            if (reader.Number("SELECT COUNT(*) FROM fact WHERE fact_id = $1", FactRows.Bytes(fact.Id)) == 0) continue;
            Answer = new AppendOutcome.Duplicate(fact.Id);
            return;
        }
        base.Refuse(error, reader);
    }
}
