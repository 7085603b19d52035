using System.Security.Cryptography;

namespace SpecimenLogistics.Journal;

/// <summary>16 random bytes a row, drawn from the system in blocks.</summary>
internal sealed class Salts
{
    public const int Size = 16;
    readonly byte[] _block = new byte[Size * 256];
    int _next = int.MaxValue;

    public byte[] Next()
    {
        if (_next > _block.Length - Size)
        {
            RandomNumberGenerator.Fill(_block);
            _next = 0;
        }
        var salt = _block.AsSpan(_next, Size).ToArray();
        _next += Size;
        return salt;
    }
}
