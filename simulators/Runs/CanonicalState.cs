using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>The canonical end state as lines (gateway/Protocol/CANONICAL.md): its hash, and what can be counted in it.</summary>
internal static class CanonicalState
{
    public static string Hash(IEnumerable<string> lines)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in lines.Select(Encoding.UTF8.GetBytes).Order(s_byBytes))
        {
            hash.AppendData(line);
            hash.AppendData("\n"u8);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public static int Deliveries(IEnumerable<string> lines) => lines.Count(l => l.StartsWith("delivery|", StringComparison.Ordinal));

    public static int WithinTarget(IEnumerable<string> lines) => Delivered(lines, "yes").Count();

    public static int Suspended(IEnumerable<string> lines) => lines.Select(l => l.Split('|')).Count(f => f is ["delivery", _, "suspended", ..]);

    public static IEnumerable<string> Late(IEnumerable<string> lines) => Delivered(lines, "no");

    public static int Packed(IEnumerable<string> lines) => Boxes(lines).Sum(b => int.Parse(b[7], CultureInfo.InvariantCulture));

    public static int Received(IEnumerable<string> lines) => Boxes(lines).Sum(b => int.Parse(b[8], CultureInfo.InvariantCulture));

    public static int Discrepancies(IEnumerable<string> lines) => Boxes(lines).Sum(b => b[10] == "-" ? 0 : b[10].Split(',').Length);

    public static int Unaccounted(IEnumerable<string> lines) => Boxes(lines).Count(b => b[3] == "unaccounted");

    /// <summary>Boxes with any line in one of the two that is not in the other, in order.</summary>
    public static IReadOnlyList<string> BoxesThatDiffer(IEnumerable<string> one, IEnumerable<string> other)
    {
        var differing = one.ToHashSet();
        differing.SymmetricExceptWith(other);
        return [.. Boxes(differing).Select(b => b[1]).Distinct().Order(StringComparer.Ordinal)];
    }

    static IEnumerable<string[]> Boxes(IEnumerable<string> lines) =>
        lines.Where(l => l.StartsWith("box|", StringComparison.Ordinal)).Select(l => l.Split('|')).Where(f => f.Length == 11);

    static IEnumerable<string> Delivered(IEnumerable<string> lines, string within) =>
        lines.Where(l => l.StartsWith("delivery|", StringComparison.Ordinal)).Select(l => l.Split('|')).Where(f => f.Length == 5 && f[3] == within).Select(f => f[1]);

    static readonly Comparer<byte[]> s_byBytes = Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b));
}
