using System.Buffers.Binary;
using System.Text;

namespace SpecimenLogistics.Ui;

public enum DrawShape : byte { OpenSquare, Square, Dot, Hexagon, Warehouse, Callout, Note, Ring }
public enum DrawTone : byte { Plain, Risk, Tight, Late, Quiet }
public enum DrawStroke : byte { Trail, Route }

/// <summary>One thing on the map.</summary>
/// <param name="Lon">Steps of 1e-5 degrees; with <paramref name="Lat"/> 0 where only the key's vehicle gives the place.</param>
/// <param name="Key">What a tap on it opens: <c>site/CW01</c>. A callout with a vehicle's key goes with the vehicle.</param>
public sealed record DrawItem(DrawShape Shape, DrawTone Tone, int Lon, int Lat, string Key, string Label)
{
    /// <summary>A site's fence, drawn when it is near; 0 for none.</summary>
    public int Metres { get; init; }

    /// <summary>What it is called, in both scripts; written when it is near.</summary>
    public string Name { get; init; } = "";
}

/// <summary>Where something came from, or goes.</summary>
/// <param name="Key">Whose it is: a route begins where that vehicle is, a trail ends there.</param>
public sealed record DrawLine(DrawStroke Stroke, string Key, IReadOnlyList<(int Lon, int Lat)> Points);

/// <summary>What is drawn, as one block of bytes for one interop call. Read by draw-list.js.</summary>
public static class DrawList
{
    public const byte Version = 2;
    public const int MostItems = ushort.MaxValue;
    const int MostText = 255;

    /// <summary>
    /// Version, count (16 bits), then per item shape, tone, place (twice 32 bits), metres (16), key, label and name, each with its length;
    /// count of lines (16), then per line stroke, key, count of points (16) and the points (twice 32 bits). Little-endian.
    /// </summary>
    public static byte[] Encode(IReadOnlyList<DrawItem> items, IReadOnlyList<DrawLine> lines)
    {
        if (items.Count > MostItems || lines.Count > MostItems || lines.Any(l => l.Points.Count > MostItems)) throw new ArgumentException($"{items.Count} items, {lines.Count} lines; at most {MostItems}", nameof(items));
        var to = new MemoryStream(3 + items.Count * 24);
        Span<byte> head = stackalloc byte[12];
        head[0] = Version;
        BinaryPrimitives.WriteUInt16LittleEndian(head[1..], (ushort)items.Count);
        to.Write(head[..3]);
        foreach (var item in items)
        {
            (head[0], head[1]) = ((byte)item.Shape, (byte)item.Tone);
            BinaryPrimitives.WriteInt32LittleEndian(head[2..], item.Lon);
            BinaryPrimitives.WriteInt32LittleEndian(head[6..], item.Lat);
            BinaryPrimitives.WriteUInt16LittleEndian(head[10..], (ushort)Math.Clamp(item.Metres, 0, ushort.MaxValue));
            to.Write(head);
            Text(to, item.Key);
            Text(to, item.Label);
            Text(to, item.Name);
        }
        Count(to, lines.Count);
        foreach (var line in lines)
        {
            to.WriteByte((byte)line.Stroke);
            Text(to, line.Key);
            Count(to, line.Points.Count);
            foreach (var (lon, lat) in line.Points)
            {
                BinaryPrimitives.WriteInt32LittleEndian(head, lon);
                BinaryPrimitives.WriteInt32LittleEndian(head[4..], lat);
                to.Write(head[..8]);
            }
        }
        return to.ToArray();
    }

    static void Count(MemoryStream to, int count)
    {
        Span<byte> two = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(two, (ushort)count);
        to.Write(two);
    }

    /// <summary>A text too long is cut between characters.</summary>
    static void Text(MemoryStream to, string text)
    {
        while (Encoding.UTF8.GetByteCount(text) > MostText) text = text[..^(char.IsLowSurrogate(text[^1]) ? 2 : 1)];
        to.WriteByte((byte)Encoding.UTF8.GetByteCount(text));
        to.Write(Encoding.UTF8.GetBytes(text));
    }
}
