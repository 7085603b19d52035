using static SpecimenLogistics.Journal.Column;

namespace SpecimenLogistics.Journal;

/// <summary>Which telemetry is stored, by (device, boot, seq): read at start, then kept by the writer, and noted down every so many rows.</summary>
internal sealed class SeenMemory : Staged
{
    readonly IReadOnlyList<CountedTable> _counted;
    readonly int _notedEvery;
    readonly Dictionary<(string Device, uint Boot), SeenBoot> _seen;
    readonly WriteStatement _note, _until;
    readonly List<(SeqRanges Ranges, long Seq)> _added = [];
    readonly List<SeenBoot> _justNoted = [];
    long _since, _sinceAtMark;

    public SeenMemory(WriteSession session, int notedEvery, params IReadOnlyList<CountedTable> tables)
    {
        (_counted, _notedEvery) = (tables, notedEvery);
        _seen = SeenNotes.Load(session.Reader, out _since);
        _note = session.Prepare(new Insert("seen", [Text("device"), Long("boot"), Bytes("ranges")], new Conflict(["device", "boot"], ["ranges"])));
        _until = session.Prepare(new Insert("seen_until", [Text("source"), Long("id")], new Conflict(["source"], ["id"])));
    }

    /// <summary>Reads on from where the tables stood when we had them last: up to there they were read or written by us.</summary>
    public override void Refresh(Reader reader, Standing standing)
    {
        foreach (var table in _counted)
            if (table.HasGrown(standing)) _since += SeenNotes.ReadOn(reader, table.Name, table.Count, _seen);
    }

    public SeenBoot Of(string device, uint boot)
    {
        if (!_seen.TryGetValue((device, boot), out var seen)) _seen[(device, boot)] = seen = new SeenBoot(device, boot, new SeqRanges());
        return seen;
    }

    /// <summary>False where it was there already.</summary>
    public bool Add(SeenBoot boot, long seq)
    {
        if (!boot.Ranges.Add(seq)) return false;
        boot.IsNoted = false;
        _added.Add((boot.Ranges, seq));
        _since++;
        return true;
    }

    public override void Mark()
    {
        _added.Clear();
        _justNoted.Clear();
        _sinceAtMark = _since;
    }

    public override void Flush()
    {
        if (_since < _notedEvery) return;
        foreach (var boot in _seen.Values.Where(b => !b.IsNoted))
        {
            _note.Add(boot.Device).Add((long)boot.Boot).Add(SeenNotes.Bytes(boot.Ranges)).EndRow();
            boot.IsNoted = true;
            _justNoted.Add(boot);
        }
        _note.Execute();
        // Where the tables stood before what is being written now: a start reads those rows again, and knows them already.
        foreach (var table in _counted) _until.Add(table.Name).Add(table.Count).EndRow();
        _until.Execute();
        _since = 0;
    }

    public override void Undo()
    {
        _note.Clear();
        _until.Clear();
        foreach (var (ranges, seq) in _added) ranges.Remove(seq);
        foreach (var boot in _justNoted) boot.IsNoted = false;
        _since = _sinceAtMark;
        Mark();
    }
}
