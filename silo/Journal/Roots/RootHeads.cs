using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace SpecimenLogistics.Journal;

/// <summary>
/// What a root speaks of, as lines of text: the root before it, each append table's count and running hash, then every
/// stream's head, sorted by its bytes. The root is the SHA-256 of exactly this text.
/// </summary>
internal sealed record RootHeads(string Previous, IReadOnlyList<TableHead> Tables, IReadOnlyList<StreamHead> Streams)
{
    /// <summary>What the first root names as the one before it.</summary>
    public const string None = "none";

    public static readonly IReadOnlyList<string> TableNames = ["position", "heard", "temperature", "unreadable"];

    public static RootHeads Read(Reader r)
    {
        var previous = r.First("SELECT root FROM root ORDER BY id DESC LIMIT 1", row => row.GetString(0)) ?? None;
        var tables = TableNames
            .Select(t => r.Number($"SELECT {KeptHashes.EndOf(t)}") is > 0 and var end ? new TableHead(t, end, Hex(KeptHashes.HashAt(r, t, end) ?? [])) : new TableHead(t, 0, Hex(FactHash.Start)))
            .ToList();
        var streams = r.Query("SELECT stream, seq, hash FROM stream_head", row => new StreamHead(row.GetString(0), row.GetInt64(1), Hex((byte[])row[2])));
        streams.Sort((a, b) => string.CompareOrdinal(a.Stream, b.Stream));
        return new RootHeads(previous, tables, streams);
    }

    public byte[] ToBytes()
    {
        var text = new StringBuilder().Append("previous ").Append(Previous).Append('\n');
        foreach (var t in Tables) text.Append("table ").Append(t.Table).Append(' ').Append(t.Count).Append(' ').Append(t.Hash).Append('\n');
        foreach (var s in Streams) text.Append("stream ").Append(s.Stream).Append(' ').Append(s.Seq).Append(' ').Append(s.Hash).Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>From the bytes; throws <see cref="FormatException"/> where they are not a root's.</summary>
    public static RootHeads Parse(byte[] bytes)
    {
        var (previous, tables, streams) = ("none", new List<TableHead>(), new List<StreamHead>());
        foreach (var line in Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var words = line.Split(' ');
            if (words is ["previous", var root]) previous = root;
            else if (words is ["table", var table, var count, var running]) tables.Add(new TableHead(table, Number(count), running));
            else if (words is ["stream", .. var name, var seq, var hash]) streams.Add(new StreamHead(string.Join(' ', name), Number(seq), hash));
            else throw new FormatException($"'{line}' is no line of a root");
        }
        return new RootHeads(previous, tables, streams);
    }

    public static string RootOf(byte[] bytes) => Hex(SHA256.HashData(bytes));

    public static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var pack = new BrotliStream(packed, CompressionLevel.Fastest)) pack.Write(bytes);
        return packed.ToArray();
    }

    public static byte[] Unpack(byte[] packed)
    {
        using var bytes = new MemoryStream();
        using (var unpack = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress)) unpack.CopyTo(bytes);
        return bytes.ToArray();
    }

    public static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
    static long Number(string text) => long.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}

internal sealed record TableHead(string Table, long Count, string Hash);
internal sealed record StreamHead(string Stream, long Seq, string Hash);
