using System.Security.Cryptography;
using System.Text;

namespace SpecimenLogistics.Contracts;

/// <summary>Fact ids that every copy of the same fact shares: UUID version 5 (RFC 9562) of a name, in a namespace of our own.</summary>
public static class FactIds
{
    static readonly Guid Namespace = new("5b0f6b4e-6a4b-4c1b-9f0e-0a6b8e2d9c41");

    /// <summary>One item of one device's publish.</summary>
    public static Guid OfDevice(string device, uint boot, long seq, int item) => Named($"device\n{device}\n{boot}\n{seq}\n{item}");

    /// <summary>Something else; the name must begin with a word of its own and a line feed.</summary>
    public static Guid Named(string name)
    {
        var text = Encoding.UTF8.GetBytes(name);
        var bytes = new byte[16 + text.Length];
        Namespace.TryWriteBytes(bytes, bigEndian: true, out _);
        text.CopyTo(bytes, 16);
        Span<byte> hash = stackalloc byte[20];
        SHA1.HashData(bytes, hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
