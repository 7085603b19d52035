using System.Buffers.Binary;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Journal;

/// <summary>
/// What was kept last, by device, topic and bytes, since a broken message carries no number to know it by: read from the table
/// at start, then kept by the writer. Bounded: a device sends again what was under way when its last connection ended.
/// </summary>
internal sealed class UnreadableMemory : Staged
{
    /// <summary>A thousand devices, each with a full window of broken messages.</summary>
    public const int Most = 20_000;

    static readonly UnreadableFormat Format = new();
    static readonly string Newest = $"SELECT id, {string.Join(", ", Format.Columns)} FROM unreadable WHERE id > $1 ORDER BY id DESC LIMIT {Most}";

    readonly Dictionary<UInt128, int> _times = [];
    readonly Queue<UInt128> _oldestFirst = new();
    readonly List<UInt128> _added = [];
    readonly ChainBytes _bytes = new();
    readonly CountedTable _table;

    public UnreadableMemory(Reader reader, CountedTable table)
    {
        _table = table;
        ReadOn(reader, 0);
    }

    /// <summary>Reads on from where the table stood when we had it last: up to there it was read or written by us.</summary>
    public override void Refresh(Reader reader, Standing standing)
    {
        Mark();
        if (_table.HasGrown(standing)) ReadOn(reader, _table.Count);
    }

    void ReadOn(Reader reader, long after)
    {
        // Rows destroyed after their days can no longer be compared: a repeat that late counts anew.
        var newestFirst = new List<UInt128>();
        reader.Each(Newest, r => { if (!r.IsDBNull(7)) newestFirst.Add(KeyOf(Format.Read(r).Item)); }, after);
        newestFirst.Reverse();
        newestFirst.ForEach(Remember);
    }

    public bool Has(UnreadableItem item)
    {
        var key = KeyOf(item);
        return _times.ContainsKey(key) || _added.Contains(key);
    }

    public void Add(UnreadableItem item) => _added.Add(KeyOf(item));

    /// <summary>What was added before has not been undone, and stays.</summary>
    public override void Mark()
    {
        _added.ForEach(Remember);
        _added.Clear();
    }

    public override void Flush() { }
    public override void Undo() => _added.Clear();

    void Remember(UInt128 key)
    {
        _times[key] = _times.GetValueOrDefault(key) + 1;
        _oldestFirst.Enqueue(key);
        if (_oldestFirst.Count <= Most) return;
        var oldest = _oldestFirst.Dequeue();
        if (--_times[oldest] == 0) _times.Remove(oldest);
    }

    UInt128 KeyOf(UnreadableItem item)
    {
        _bytes.Start(1);
        return BinaryPrimitives.ReadUInt128BigEndian(_bytes.Field(item.Device).Field(item.Topic).Field(item.Payload).Hash());
    }
}
