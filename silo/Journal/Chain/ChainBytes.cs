using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SpecimenLogistics.Journal;

/// <summary>
/// Fields as the chain hashes them: each with its length in front (4 bytes, big-endian; -1 for null), numbers as 8 bytes
/// big-endian, text as UTF-8. So no two different rows have the same bytes. The buffer is used again and again.
/// </summary>
internal sealed class ChainBytes
{
    byte[] _bytes = new byte[4096];
    int _length;

    public void Start(byte version)
    {
        _length = 0;
        Room(1)[0] = version;
    }

    public ChainBytes Field(long value)
    {
        Length(8);
        BinaryPrimitives.WriteInt64BigEndian(Room(8), value);
        return this;
    }

    public ChainBytes Field(long? value) => value is { } v ? Field(v) : Null();
    public ChainBytes Field(double value) => Field(BitConverter.DoubleToInt64Bits(value));

    public ChainBytes Field(string? value)
    {
        if (value is null) return Null();
        var count = Encoding.UTF8.GetByteCount(value);
        Length(count);
        Encoding.UTF8.GetBytes(value, Room(count));
        return this;
    }

    public ChainBytes Field(ReadOnlySpan<byte> value)
    {
        Length(value.Length);
        value.CopyTo(Room(value.Length));
        return this;
    }

    public ChainBytes Field(Guid value)
    {
        Length(16);
        value.TryWriteBytes(Room(16), bigEndian: true, out _);
        return this;
    }

    public ChainBytes Field(Guid? value) => value is { } v ? Field(v) : Null();

    public byte[] ToArray() => _bytes.AsSpan(0, _length).ToArray();

    public byte[] Hash() => SHA256.HashData(_bytes.AsSpan(0, _length));

    ChainBytes Null()
    {
        Length(-1);
        return this;
    }

    void Length(int length) => BinaryPrimitives.WriteInt32BigEndian(Room(4), length);

    Span<byte> Room(int count)
    {
        if (_length + count > _bytes.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + count));
        _length += count;
        return _bytes.AsSpan(_length - count, count);
    }
}
