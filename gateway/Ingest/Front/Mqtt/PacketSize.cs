using System.Buffers;

namespace SpecimenLogistics.Ingest;

/// <summary>A packet's size from its first bytes, before any of it is kept.</summary>
static class PacketSize
{
    /// <summary>Header and body in bytes; null while the length is not all there yet; long.MaxValue when it is no length.</summary>
    public static long? Of(in ReadOnlySequence<byte> input)
    {
        var reader = new SequenceReader<byte>(input);
        if (!reader.TryRead(out _)) return null;
        var length = 0L;
        for (var shift = 0; shift < 28; shift += 7)
        {
            if (!reader.TryRead(out var part)) return null;
            length |= (long)(part & 0x7F) << shift;
            if ((part & 0x80) == 0) return reader.Consumed + length;
        }
        return long.MaxValue;
    }
}
