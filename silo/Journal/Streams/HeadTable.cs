namespace SpecimenLogistics.Journal;

internal readonly record struct Head(long Seq, byte[] Hash);

/// <summary>
/// Where every stream ends. The writer remembers heads so that an append need not read; the compare-and-set in the
/// statement finds a memory that is wrong, so a stream never forks.
/// </summary>
internal sealed class HeadTable(WriteSession session) : Staged
{
    const int Remembered = 100_000;
    readonly Dictionary<string, Head> _known = [];
    readonly List<string> _touched = [];
    readonly WriteStatement _write = session.Prepare("""
        INSERT INTO stream_head (stream, seq, hash) VALUES ($1, $2, $3)
        ON CONFLICT (stream) DO UPDATE SET seq = excluded.seq, hash = excluded.hash WHERE stream_head.seq = $4
        """, 4);
    long _factsAtMark;

    /// <summary>Facts in all streams together.</summary>
    public long Facts { get; private set; } = session.Reader.Number("SELECT SUM(seq) FROM stream_head");

    public Head Of(string stream, long expected)
    {
        if (_known.TryGetValue(stream, out var head) && head.Seq == expected) return head;
        head = session.Reader.First("SELECT seq, hash FROM stream_head WHERE stream = $1", r => (Head?)new Head(r.GetInt64(0), (byte[])r[1]), stream)
            ?? new Head(0, FactHash.Start);
        _known[stream] = head;
        return head;
    }

    public void Move(string stream, Head from, Head to)
    {
        if (to.Seq == 0) return;
        _write.Add(stream).Add(to.Seq).Add(to.Hash).Add(from.Seq).EndRow();
        _known[stream] = to;
        _touched.Add(stream);
        Facts += to.Seq - from.Seq;
    }

    public override void Mark()
    {
        _touched.Clear();
        _factsAtMark = Facts;
        if (_known.Count > Remembered) _known.Clear();
    }

    public override void Flush()
    {
        if (_write.Execute() != _touched.Count) throw new StaleMemoryException("a stream's head");
    }

    public override void Undo()
    {
        _write.Clear();
        foreach (var stream in _touched) _known.Remove(stream);
        _touched.Clear();
        Facts = _factsAtMark;
    }
}
