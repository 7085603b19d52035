using System.Buffers.Binary;

namespace SpecimenLogistics.Journal;

/// <summary>What telemetry was seen, as the writer notes it down now and then: a start reads the notes and the rows that came after them, not every row there ever was.</summary>
/// <remarks>A note is in the transaction of the rows it speaks of, so that it never knows one that is not there.</remarks>
internal static class SeenNotes
{
    public const string Step = """
        CREATE TABLE seen (device {text} NOT NULL, boot {long} NOT NULL, ranges {bytes} NOT NULL, PRIMARY KEY (device, boot)) {clustered};
        CREATE TABLE seen_until (source {text} NOT NULL PRIMARY KEY, id {long} NOT NULL) {clustered};
        """;

    const int RangeBytes = 16;

    public static readonly IReadOnlyList<string> TableNames = ["position", "heard", "temperature"];

    /// <param name="since">Rows read that no note speaks of yet.</param>
    public static Dictionary<(string Device, uint Boot), SeenBoot> Load(Reader reader, out long since)
    {
        var seen = new Dictionary<(string, uint), SeenBoot>();
        // Until where they go before what they say: what another writer notes in between is only more.
        var until = reader.Query("SELECT source, id FROM seen_until", r => (Source: r.GetString(0), Id: r.GetInt64(1))).ToDictionary(u => u.Source, u => u.Id);
        reader.Each("SELECT device, boot, ranges FROM seen", r =>
        {
            var boot = new SeenBoot(r.GetString(0), (uint)r.GetInt64(1), new SeqRanges(Ranges((byte[])r[2])));
            seen[(boot.Device, boot.Boot)] = boot;
        });
        since = 0;
        foreach (var table in TableNames) since += ReadOn(reader, table, until.GetValueOrDefault(table), seen);
        return seen;
    }

    /// <summary>Reads the rows of a table after an id; how many there were.</summary>
    public static long ReadOn(Reader reader, string table, long after, Dictionary<(string, uint), SeenBoot> seen)
    {
        long rows = 0;
        reader.Each($"SELECT device, boot, seq FROM {table} WHERE id > $1 ORDER BY id", r =>
        {
            var key = (r.GetString(0), (uint)r.GetInt64(1));
            if (!seen.TryGetValue(key, out var boot)) seen[key] = boot = new SeenBoot(key.Item1, key.Item2, new SeqRanges());
            boot.Ranges.Add(r.GetInt64(2));
            boot.IsNoted = false;
            rows++;
        }, after);
        return rows;
    }

    public static byte[] Bytes(SeqRanges ranges)
    {
        var bytes = new byte[ranges.All.Count * RangeBytes];
        for (var i = 0; i < ranges.All.Count; i++)
        {
            BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(i * RangeBytes), ranges.All[i].First);
            BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(i * RangeBytes + RangeBytes / 2), ranges.All[i].Last);
        }
        return bytes;
    }

    static IEnumerable<(long, long)> Ranges(byte[] bytes)
    {
        for (var at = 0; at < bytes.Length; at += RangeBytes)
            yield return (BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(at)), BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(at + RangeBytes / 2)));
    }
}

/// <summary>What was seen of a device's boot.</summary>
internal sealed class SeenBoot(string device, uint boot, SeqRanges ranges)
{
    public string Device => device;
    public uint Boot => boot;
    public SeqRanges Ranges => ranges;

    /// <summary>The newest note says all of it.</summary>
    public bool IsNoted { get; set; } = true;
}
