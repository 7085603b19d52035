using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace SpecimenLogistics.Ui;

/// <summary>What every frame says besides the vehicles.</summary>
/// <param name="Fresh">Store and track answer: what is shown is live.</param>
/// <param name="AgeSeconds">Since the newest change of any view, real time.</param>
/// <param name="UnderWay">Summaries that subjects have not heard yet: views lag by them.</param>
/// <param name="QuietSeconds">Since store and track last answered, real time.</param>
public readonly record struct FrameHead(bool Fresh, bool Frozen, double NowMs, float Rate, int AgeSeconds, int QuietSeconds, long UnderWay, long Sequence);

/// <summary>
/// The vehicles' own wire, encoded once for all viewers. A head, then either all vehicles, or for each that changed its
/// index in the last full frame, its status and its step on the grid: about five bytes. Numbers are little-endian
/// or base-128 varints, signed ones zigzag.
/// </summary>
public static class VehicleFrames
{
    public const byte Version = 1;
    const byte FullKind = 1, DeltaKind = 2;

    public static byte[] Full(FrameHead head, IReadOnlyList<VehicleMark> marks)
    {
        var to = Begin(FullKind, head);
        Varint(to, marks.Count);
        foreach (var mark in marks)
        {
            Varint(to, mark.Id.Length);
            Encoding.ASCII.GetBytes(mark.Id, to);
            to.Write([mark.Status]);
            Signed(to, mark.Lon);
            Signed(to, mark.Lat);
        }
        return to.WrittenSpan.ToArray();
    }

    /// <summary>Null when the vehicles are not the same ones: then only a full frame will do.</summary>
    public static byte[]? Delta(FrameHead head, IReadOnlyList<VehicleMark> before, IReadOnlyList<VehicleMark> now)
    {
        if (before.Count != now.Count) return null;
        var to = Begin(DeltaKind, head);
        for (var i = 0; i < now.Count; i++)
        {
            if (before[i].Id != now[i].Id) return null;
            if (before[i] == now[i]) continue;
            Varint(to, i);
            to.Write([now[i].Status]);
            Signed(to, now[i].Lon - before[i].Lon);
            Signed(to, now[i].Lat - before[i].Lat);
        }
        return to.WrittenSpan.ToArray();
    }

    static ArrayBufferWriter<byte> Begin(byte kind, FrameHead head)
    {
        var to = new ArrayBufferWriter<byte>(1024);
        to.Write([Version, kind, (byte)((head.Fresh ? 1 : 0) | (head.Frozen ? 2 : 0))]);
        BinaryPrimitives.WriteDoubleLittleEndian(to.GetSpan(8), head.NowMs);
        to.Advance(8);
        BinaryPrimitives.WriteSingleLittleEndian(to.GetSpan(4), head.Rate);
        to.Advance(4);
        Varint(to, head.AgeSeconds);
        Varint(to, head.QuietSeconds);
        Varint(to, head.UnderWay);
        Varint(to, head.Sequence);
        return to;
    }

    static void Signed(ArrayBufferWriter<byte> to, int value) => Varint(to, (long)(uint)((value << 1) ^ (value >> 31)));

    static void Varint(ArrayBufferWriter<byte> to, long value)
    {
        var rest = (ulong)value;
        while (rest >= 0x80)
        {
            to.Write([(byte)(rest | 0x80)]);
            rest >>= 7;
        }
        to.Write([(byte)rest]);
    }
}
