using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

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

/// <summary>
/// Which boxes a tube was seen in: many-valued on purpose. One that was seen in several is told to each of them, in the same
/// transaction, so that no death in between can hide it.
/// </summary>
internal sealed class TubeTable(WriteSession session, OutboxTable outbox) : Staged
{
    const string Seen = "SELECT box, MIN(at) FROM tube WHERE serial = $1 GROUP BY box ORDER BY box";
    readonly List<string> _added = [];

    readonly WriteStatement _write = session.Prepare(
        "INSERT INTO tube (serial, box, at, fact) VALUES ($1, $2, $3, $4) ON CONFLICT (serial, box, fact) DO NOTHING", 4);

    public void Add(TubeItem item)
    {
        _write.Add(item.Serial).Add(item.Box).Add(item.At).Add(FactRows.Bytes(item.Fact)).EndRow();
        _added.Add(item.Serial);
    }

    public override void Mark() { }

    public override void Flush()
    {
        _write.Execute();
        var told = false;
        foreach (var serial in _added) told |= Tell(serial);
        _added.Clear();
        if (told) outbox.Flush();
    }

    /// <summary>The version is how often the serial was packed: it rises with every row, whoever writes it.</summary>
    bool Tell(string serial)
    {
        var seen = session.Reader.Query(Seen, r => new TubeSeen(Code.Parse<BoxId>(r.GetString(0)), new Instant(r.GetInt64(1))), serial);
        if (seen.Count < 2) return false;
        var version = session.Reader.Number("SELECT COUNT(*) FROM tube WHERE serial = $1", serial);
        var tube = Code.Parse<TubeSerial>(serial);
        var said = SummaryJson.Write(new TubeSeenSummary(tube, seen));
        foreach (var one in seen) outbox.Add(new OutboxItem(Subject.Of(tube).Value, Subject.Of(one.Box).Value, version, said));
        return true;
    }

    public override void Undo()
    {
        _write.Clear();
        _added.Clear();
    }
}
