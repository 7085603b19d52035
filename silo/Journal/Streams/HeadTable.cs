using static SpecimenLogistics.Journal.Column;

namespace SpecimenLogistics.Journal;

internal readonly record struct Head(long Seq, byte[] Hash);

/// <summary>
/// Where every stream ends. The writer remembers heads so that an append need not read; the compare-and-set in the
/// statement finds a memory that is wrong, so a stream never forks.
/// </summary>
internal sealed class HeadTable(WriteSession session) : Staged
{
    const string Select = "SELECT seq, hash, stream FROM stream_head WHERE stream = $1";
    const int Remembered = 100_000;
    readonly Dictionary<string, Head> _known = [];
    readonly List<string> _touched = [];
    readonly WriteStatement _write = session.Prepare(new Insert(
        "stream_head", [Text("stream"), Long("seq"), Bytes("hash")], new Conflict(["stream"], ["seq", "hash"], Expected: "seq")));
    long _factsAtMark;

    /// <summary>Facts in all streams together.</summary>
    public long Facts { get; set; } = session.Reader.Number("SELECT SUM(seq) FROM stream_head");

    public Head Of(string stream, long expected)
    {
        if (_known.TryGetValue(stream, out var head) && head.Seq == expected) return head;
        head = session.Reader.First(Select, r => (Head?)Read(r), stream) ?? new Head(0, FactHash.Start);
        _known[stream] = head;
        return head;
    }

    /// <summary>Reads the heads of many streams at once, where another writer may have moved them or one by one is slow.</summary>
    public void Fetch(IEnumerable<string> streams)
    {
        var unknown = streams.Where(s => !_known.ContainsKey(s)).ToList();
        foreach (var stream in unknown) _known[stream] = new Head(0, FactHash.Start);
        foreach (var (stream, head) in session.Reader.OfEach(Select, unknown, r => (r.GetString(2), Read(r)))) _known[stream] = head;
    }

    static Head Read(System.Data.Common.DbDataReader r) => new(r.GetInt64(0), (byte[])r[1]);

    public void Move(string stream, Head from, Head to)
    {
        if (to.Seq == 0) return;
        _write.Add(stream).Add(to.Seq).Add(to.Hash).Add(from.Seq).EndRow();
        _known[stream] = to;
        _touched.Add(stream);
        Facts += to.Seq - from.Seq;
    }

    public override void Refresh(Reader reader, Standing standing) => _known.Clear();

    public override void Mark()
    {
        _touched.Clear();
        _factsAtMark = Facts;
        if (_known.Count > Remembered) _known.Clear();
    }

    public override void Flush() => _write.Execute(_touched.Count, "a stream's head");

    public override void Undo()
    {
        _write.Clear();
        foreach (var stream in _touched) _known.Remove(stream);
        _touched.Clear();
        Facts = _factsAtMark;
    }
}
