using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Journal;

/// <summary>Summaries on their way: of one (sender, receiver) the newest only, which keeps its place in the queue.</summary>
internal sealed class OutboxTable(WriteSession session) : Staged
{
    readonly WriteStatement _write = session.Prepare("""
        INSERT INTO outbox (sender, receiver, version, queued, payload) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (sender, receiver) DO UPDATE SET version = excluded.version, payload = excluded.payload WHERE excluded.version > outbox.version
        """, 5);
    readonly WriteStatement _delete = session.Prepare("DELETE FROM outbox WHERE sender = $1 AND receiver = $2 AND version <= $3", 3);
    long _queued = session.Reader.Number("SELECT MAX(queued) FROM outbox");

    public void Add(OutboxItem item) =>
        _write.Add(item.Sender).Add(item.Receiver).Add(item.Version).Add(++_queued).Add(item.Payload).EndRow();

    public void Delivered(OutboxItem item) => _delete.Add(item.Sender).Add(item.Receiver).Add(item.Version).EndRow();

    public override void Mark() { }

    public override void Flush()
    {
        _write.Execute();
        _delete.Execute();
    }

    public override void Undo()
    {
        _write.Clear();
        _delete.Clear();
    }
}

/// <summary>What a stream waits for: replaced as a whole.</summary>
internal sealed class DeadlineTable(WriteSession session) : Staged
{
    readonly WriteStatement _delete = session.Prepare("DELETE FROM deadline WHERE stream = $1", 1);
    readonly WriteStatement _write = session.Prepare("INSERT INTO deadline (stream, kind, due_at) VALUES ($1, $2, $3)", 3);

    public void Replace(string stream, IReadOnlyList<DeadlineItem> items)
    {
        _delete.Add(stream).EndRow();
        foreach (var item in items) _write.Add(stream).Add(item.Kind).Add(item.DueAt).EndRow();
    }

    public override void Mark() { }

    public override void Flush()
    {
        _delete.Execute();
        _write.Execute();
    }

    public override void Undo()
    {
        _delete.Clear();
        _write.Clear();
    }
}

/// <summary>Which boxes a tube was seen in: many-valued on purpose.</summary>
internal sealed class TubeTable(WriteSession session) : Staged
{
    readonly WriteStatement _write = session.Prepare(
        "INSERT INTO tube (serial, box, at, fact) VALUES ($1, $2, $3, $4) ON CONFLICT (serial, box, fact) DO NOTHING", 4);

    public void Add(TubeItem item) => _write.Add(item.Serial).Add(item.Box).Add(item.At).Add(FactRows.Bytes(item.Fact)).EndRow();
    public override void Mark() { }
    public override void Flush() => _write.Execute();
    public override void Undo() => _write.Clear();
}
