using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SpecimenLogistics.Simulators.Draws;

/// <summary>Opaque names: they follow from the seed and say nothing of what they name.</summary>
internal static class Names
{
    const string Digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    const ulong FiftyBits = (1UL << 50) - 1;

    /// <summary>Ten characters. The steps are all one to one on 50 bits, so two numbers never share a serial.</summary>
    public static string Tube(int seed, int centre, int number)
    {
        var x = (((ulong)centre << 24) | (uint)number) + ((ulong)(uint)seed * 0x2545F4914F6CDD1DUL & FiftyBits) & FiftyBits;
        for (var round = 0; round < 3; round++)
        {
            x = x * 0x9E3779B97F4A7C15UL & FiftyBits;
            x ^= x >> 23;
        }
        return string.Create(10, x, static (text, value) =>
        {
            for (var i = 9; i >= 0; i--, value >>= 5) text[i] = Digits[(int)(value & 31)];
        });
    }

    /// <summary>A person's badge at a place.</summary>
    public static string Staff(int seed, string place, int number) => "P-" + Digest(seed, "staff", place, number)[..6];

    public static string MechanicalSeal(int seed, string box, int cycle) =>
        "MS-" + (Convert.ToUInt32(Digest(seed, "mechanical", box, cycle)[..7], 16) % 10_000_000).ToString("D7", CultureInfo.InvariantCulture);

    /// <summary>One of the lots of kits that the warehouse has, and the last day they are good.</summary>
    public static (string Lot, string Expiry) Lot(DateOnly date, int number) => (
        string.Create(CultureInfo.InvariantCulture, $"K{date:yyMM}-{number + 1:00}"), date.AddMonths(5 + number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>What a device signs on with. Simulated devices only.</summary>
    public static string Secret(int seed, string device) => Digest(seed, "secret", device, 0)[..32];

    static string Digest(int seed, string kind, string of, int number) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}|{kind}|{of}|{number}"))));
}
