using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Journal;

/// <summary>Which telemetry is stored, by (device, boot, seq): read from the tables at start, then kept by the writer.</summary>
internal sealed class SeenMemory : Staged
{
    static readonly IReadOnlyList<string> TableNames = ["position", "heard", "temperature"];

    readonly IReadOnlyList<CountedTable> _counted;
    readonly Dictionary<(string Device, uint Boot), SeqRanges> _seen;
    readonly List<(SeqRanges Ranges, long Seq)> _added = [];

    public SeenMemory(Reader reader, params IReadOnlyList<CountedTable> tables) => (_counted, _seen) = (tables, Load(reader));

    /// <summary>Reads on from where the tables stood when we had them last: up to there they were read or written by us.</summary>
    public override void Refresh(Reader reader, Standing standing)
    {
        foreach (var table in _counted)
            if (table.HasGrown(standing)) ReadOn(reader, table.Name, table.Count, _seen);
    }

    public SeqRanges Of(string device, uint boot)
    {
        if (!_seen.TryGetValue((device, boot), out var ranges)) _seen[(device, boot)] = ranges = new SeqRanges();
        return ranges;
    }

    /// <summary>False where it was there already.</summary>
    public bool Add(SeqRanges ranges, long seq)
    {
        if (!ranges.Add(seq)) return false;
        _added.Add((ranges, seq));
        return true;
    }

    public override void Mark() => _added.Clear();
    public override void Flush() { }

    public override void Undo()
    {
        foreach (var (ranges, seq) in _added) ranges.Remove(seq);
        _added.Clear();
    }

    public static Dictionary<(string Device, uint Boot), SeqRanges> Load(Reader reader)
    {
        var seen = new Dictionary<(string, uint), SeqRanges>();
        foreach (var table in TableNames) ReadOn(reader, table, 0, seen);
        return seen;
    }

    static void ReadOn(Reader reader, string table, long after, Dictionary<(string, uint), SeqRanges> seen) =>
        reader.Each($"SELECT device, boot, seq FROM {table} WHERE id > $1 ORDER BY id", r =>
        {
            var key = (r.GetString(0), (uint)r.GetInt64(1));
            if (!seen.TryGetValue(key, out var ranges)) seen[key] = ranges = new SeqRanges();
            ranges.Add(r.GetInt64(2));
        }, after);
}

internal sealed class SeenStore(ReaderPool readers) : ISeen
{
    public async Task<IReadOnlyList<SeenRange>> Load(CancellationToken cancel)
    {
        var seen = await readers.Read(SeenMemory.Load, cancel).ConfigureAwait(false);
        return [.. seen.SelectMany(s => s.Value.All.Select(r => new SeenRange(s.Key.Device, s.Key.Boot, r.First, r.Last)))];
    }
}
