using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace SpecimenLogistics.Domain;

/// <summary>What a cycle comes to, without what it was judged from: all that is shown of it and told.</summary>
/// <param name="Packed">Tubes, as scanned so far; what others are told counts them only once the box is sealed.</param>
/// <param name="Received">Tubes that the bench has read.</param>
/// <param name="Tubes">SHA-256 over the packed serials, sorted, each followed by a line feed, hex; null when none.</param>
public sealed record CycleResult(
    CycleSummary Says, SealState SealState, int Packed, int Received, string? Tubes, string? MechanicalSeal, IReadOnlyList<Discrepancy> Discrepancies,
    BenchCounts? Bench, TemperatureJudged? Temperature, Party? Laboratory)
{
    // A box shows and tells all its cycles with every fact, and but one or two of them are as they were.
    static readonly ConditionalWeakTable<BoxCycle, CycleResult> s_made = [];

    public Party Holder => Says.Spans[^1].Holder;

    public static CycleResult Of(BoxCycle cycle) => s_made.GetValue(cycle, Make);

    static CycleResult Make(BoxCycle cycle) => new(
        BoxWords.Of(cycle), cycle.SealState, cycle.Evidence.Packed.Count, cycle.Evidence.Readings.Count, Digest(cycle.Evidence.Packed),
        (cycle.Evidence.Sealed?.Fact as BoxSealed)?.Mechanical?.Value, cycle.Discrepancies, BenchCounts.Of(cycle.Evidence), cycle.Evidence.Temperature?.Fact as TemperatureJudged,
        cycle.Laboratory);

    static string? Digest(IReadOnlyCollection<string> sorted)
    {
        if (sorted.Count == 0) return null;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> line = stackalloc byte[Code.MaxLength + 1];
        foreach (var serial in sorted)
        {
            var length = Encoding.UTF8.GetBytes(serial, line);
            line[length] = (byte)'\n';
            hash.AppendData(line[..(length + 1)]);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
