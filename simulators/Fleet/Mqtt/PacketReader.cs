using System.Buffers.Binary;

namespace SpecimenLogistics.Simulators.Fleet.Mqtt;

internal enum PacketKind : byte { ConnAck = 2, Publish = 3, PubAck = 4, SubAck = 9, PingResponse = 13, Disconnect = 14 }

/// <summary>Cuts what a broker sends into packets. Takes any split of the bytes; a packet larger than the buffer is refused.</summary>
internal sealed class PacketReader(int capacity = 512)
{
    /// <summary>Whoever subscribes to nothing gets nothing longer than the first; an instruction with a day's trips stays below the second.</summary>
    const int Most = 64 * 1024;
    byte[] _buffer = new byte[capacity];
    int _start, _end;

    /// <summary>Where the next received bytes go; never empty unless a packet is too large.</summary>
    public Memory<byte> Free()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }
        if (_end == _buffer.Length && _buffer.Length < Most) Array.Resize(ref _buffer, 4 * _buffer.Length);
        if (_end == _buffer.Length) throw new MqttBroken($"the broker sent a packet of more than {_buffer.Length} bytes");
        return _buffer.AsMemory(_end);
    }

    /// <summary>How many bytes came; none means that the broker closed the connection.</summary>
    public void Received(int bytes)
    {
        if (bytes == 0) throw new MqttBroken("the broker closed the connection");
        _end += bytes;
    }

    /// <summary>The next whole packet, or false until more bytes have come. The body is valid until <see cref="Free"/>.</summary>
    public bool TryRead(out PacketKind kind, out ReadOnlySpan<byte> body)
    {
        kind = default;
        body = default;
        var seen = _buffer.AsSpan(_start, _end - _start);
        if (seen.Length < 2 || !TryLength(seen[1..], out var length, out var lengthBytes)) return false;
        var whole = 1 + lengthBytes + length;
        if (seen.Length < whole) return false;
        kind = (PacketKind)(seen[0] >> 4);
        body = seen.Slice(1 + lengthBytes, length);
        _start += whole;
        return true;
    }

    /// <summary>Packet id of a PUBACK. From version 5 it may carry a reason: 0x80 and up mean that it was not taken.</summary>
    public static ushort PubAck(ReadOnlySpan<byte> body)
    {
        if (body.Length < 2) throw new MqttBroken("a PUBACK without a packet id");
        if (body.Length > 2 && body[2] >= 0x80) throw new MqttBroken($"a PUBACK with reason {body[2]}");
        return BinaryPrimitives.ReadUInt16BigEndian(body);
    }

    /// <summary>What was published to us at QoS 1: its packet id and its payload. Whatever it says of itself beside that is skipped.</summary>
    public static (ushort PacketId, byte[] Payload) Publish(ReadOnlySpan<byte> body, MqttVersion version)
    {
        if (body.Length < 2) throw new MqttBroken("a PUBLISH without a topic");
        var at = 2 + BinaryPrimitives.ReadUInt16BigEndian(body);
        if (body.Length < at + 2) throw new MqttBroken("a PUBLISH without a packet id");
        var id = BinaryPrimitives.ReadUInt16BigEndian(body[at..]);
        at += 2;
        if (version == MqttVersion.V5)
        {
            if (!TryLength(body[at..], out var properties, out var used)) throw new MqttBroken("a PUBLISH without its properties");
            at += used + properties;
        }
        if (at > body.Length) throw new MqttBroken("a PUBLISH that ends in its properties");
        return (id, body[at..].ToArray());
    }

    static bool TryLength(ReadOnlySpan<byte> bytes, out int length, out int used)
    {
        length = 0;
        for (used = 1; used <= 4; used++)
        {
            if (bytes.Length < used) return false;
            length |= (bytes[used - 1] & 0x7F) << (7 * (used - 1));
            if ((bytes[used - 1] & 0x80) == 0) return true;
        }
        throw new MqttBroken("a packet length of more than four bytes");
    }
}
