using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Journal;

/// <summary>Which telemetry is stored, by (device, boot, seq): read from the tables at start, then kept by the writer.</summary>
internal sealed class SeenMemory : Staged
{
    readonly Dictionary<(string Device, uint Boot), SeqRanges> _seen;
    readonly List<(SeqRanges Ranges, long Seq)> _added = [];

    public SeenMemory(Reader reader) => _seen = Load(reader);

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
        foreach (var table in (string[])["position", "heard", "temperature"])
            reader.Each($"SELECT device, boot, seq FROM {table} ORDER BY id", r =>
            {
                var key = (r.GetString(0), (uint)r.GetInt64(1));
                if (!seen.TryGetValue(key, out var ranges)) seen[key] = ranges = new SeqRanges();
                ranges.Add(r.GetInt64(2));
            });
        return seen;
    }
}

internal sealed class SeenStore(ReaderPool readers) : ISeen
{
    public async Task<IReadOnlyList<SeenRange>> Load(CancellationToken cancel)
    {
        var seen = await readers.Read(SeenMemory.Load, cancel).ConfigureAwait(false);
        return [.. seen.SelectMany(s => s.Value.All.Select(r => new SeenRange(s.Key.Device, s.Key.Boot, r.First, r.Last)))];
    }
}
