using System.Buffers.Binary;
using System.Text;

namespace SpecimenLogistics.Ui;

public enum DrawShape : byte { OpenSquare, Square, Dot, Hexagon, Warehouse, Callout, Note }
public enum DrawTone : byte { Plain, Risk, Tight, Late, Quiet }

/// <summary>One thing on the map.</summary>
/// <param name="Lon">Steps of 1e-5 degrees; with <paramref name="Lat"/> 0 where only the key's vehicle gives the place.</param>
/// <param name="Key">What a tap on it opens: <c>site/CW01</c>. A callout with a vehicle's key goes with the vehicle.</param>
public sealed record DrawItem(DrawShape Shape, DrawTone Tone, int Lon, int Lat, string Key, string Label);

/// <summary>What is drawn, as one block of bytes for one interop call. Read by draw-list.js.</summary>
public static class DrawList
{
    public const byte Version = 1;
    public const int MostItems = ushort.MaxValue;
    const int MostText = 255;

    /// <summary>Version, count (16 bits), then per item shape, tone, place (twice 32 bits), key and label, each with its length. Little-endian.</summary>
    public static byte[] Encode(IReadOnlyList<DrawItem> items)
    {
        if (items.Count > MostItems) throw new ArgumentException($"{items.Count} items; at most {MostItems}", nameof(items));
        var to = new MemoryStream(3 + items.Count * 24);
        Span<byte> head = stackalloc byte[10];
        head[0] = Version;
        BinaryPrimitives.WriteUInt16LittleEndian(head[1..], (ushort)items.Count);
        to.Write(head[..3]);
        foreach (var item in items)
        {
            (head[0], head[1]) = ((byte)item.Shape, (byte)item.Tone);
            BinaryPrimitives.WriteInt32LittleEndian(head[2..], item.Lon);
            BinaryPrimitives.WriteInt32LittleEndian(head[6..], item.Lat);
            to.Write(head);
            Text(to, item.Key);
            Text(to, item.Label);
        }
        return to.ToArray();
    }

    /// <summary>A text too long is cut between characters.</summary>
    static void Text(MemoryStream to, string text)
    {
        while (Encoding.UTF8.GetByteCount(text) > MostText) text = text[..^(char.IsLowSurrogate(text[^1]) ? 2 : 1)];
        to.WriteByte((byte)Encoding.UTF8.GetByteCount(text));
        to.Write(Encoding.UTF8.GetBytes(text));
    }
}
