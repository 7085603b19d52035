using System.Data.Common;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using static SpecimenLogistics.Journal.Column;

namespace SpecimenLogistics.Journal;

/// <summary>Summaries on their way: of one (sender, receiver) the newest only, which keeps its place in the queue.</summary>
internal sealed class OutboxTable(WriteSession session) : Staged
{
    readonly WriteStatement _write = session.Prepare(new Insert(
        "outbox", [Text("sender"), Text("receiver"), Long("version"), Long("queued"), Bytes("payload")],
        new Conflict(["sender", "receiver"], ["version", "payload"], Higher: "version")));
    readonly WriteStatement _delete = session.Prepare(new Delete("outbox", [Text("sender"), Text("receiver")], AtMost: Long("version")));
    long _queued = session.Reader.Number("SELECT MAX(queued) FROM outbox");

    public void Add(OutboxItem item) =>
        _write.Add(item.Sender).Add(item.Receiver).Add(item.Version).Add(++_queued).Add(item.Payload).EndRow();

    public void Delivered(OutboxItem item) => _delete.Add(item.Sender).Add(item.Receiver).Add(item.Version).EndRow();

    public override void Refresh(Reader reader, Standing standing) => _queued = standing.Queued;
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
    readonly WriteStatement _delete = session.Prepare(new Delete("deadline", [Text("stream")]));
    readonly WriteStatement _write = session.Prepare(new Insert("deadline", [Text("stream"), Text("kind"), Long("due_at")]));

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
    const string Seen = """
        SELECT serial, box, MIN(CASE WHEN taken_out = 0 THEN at END), MAX(CASE WHEN taken_out = 0 THEN at END), MAX(CASE WHEN taken_out <> 0 THEN at END), COUNT(*)
        FROM tube WHERE serial = $1 GROUP BY serial, box ORDER BY serial, box
        """;
    readonly HashSet<string> _added = [];

    readonly WriteStatement _write = session.Prepare(new Insert(
        "tube", [Text("serial"), Text("box"), Long("at"), Bytes("fact"), Long("taken_out")], new Conflict(["serial", "box", "fact"], [])));

    public void Add(TubeItem item)
    {
        _write.Add(item.Serial).Add(item.Box).Add(item.At).Add(FactRows.Bytes(item.Fact)).Add(item.TakenOut ? 1 : 0).EndRow();
        _added.Add(item.Serial);
    }

    public override void Mark() { }

    public override void Flush()
    {
        if (_added.Count == 0) return;
        _write.Execute();
        session.Send();
        var rows = session.Reader.OfEach(Seen, _added, Read);
        _added.Clear();
        var told = false;
        for (var (from, to) = (0, 0); from < rows.Count; from = to)
        {
            while (to < rows.Count && rows[to].Serial == rows[from].Serial) to++;
            TubeSeen[] seen = [.. rows[from..to].Select(r => r.Seen).OfType<TubeSeen>()];
            if (seen.Length < 2) continue;
            Tell(rows[from].Serial, seen, rows[from..to].Sum(r => r.Times));
            told = true;
        }
        if (told) outbox.Flush();
    }

    /// <summary>Of a box that it was only taken out of, the scan that packed it is still to come.</summary>
    static (string Serial, TubeSeen? Seen, long Times) Read(DbDataReader r)
    {
        var (first, last, taken) = (r.Long(2), r.Long(3), r.Long(4));
        return (r.GetString(0), first is { } at ? new TubeSeen(Code.Parse<BoxId>(r.GetString(1)), new Instant(at), taken > last ? new Instant(taken.Value) : null) : null, r.GetInt64(5));
    }

    /// <param name="version">How often the serial was packed and taken out: it rises with every row, whoever writes it.</param>
    void Tell(string serial, IReadOnlyList<TubeSeen> seen, long version)
    {
        var tube = Code.Parse<TubeSerial>(serial);
        var said = SummaryJson.Write(new TubeSeenSummary(tube, seen));
        foreach (var one in seen) outbox.Add(new OutboxItem(Subject.Of(tube).Value, Subject.Of(one.Box).Value, version, said));
    }

    public override void Undo()
    {
        _write.Clear();
        _added.Clear();
    }
}
