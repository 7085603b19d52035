using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SpecimenLogistics.Simulators;

namespace SpecimenLogistics.Unit.Simulators.Truths;

/// <summary>Days that several tests look at, played once.</summary>
static class Days
{
    public static readonly IReadOnlySet<string> OnTheRoad = new HashSet<string> { "delay", "tamper", "lost-box" };
    public static readonly IReadOnlySet<string> NoFault = new HashSet<string>();
    public static readonly Scenario Short = Scenario.Load("day12");
    public static readonly Scenario Whole = Scenario.Load("day148");

    static readonly Lazy<Day> _short = new(() => DayTruth.Generate(Short, 1, NoFault));
    static readonly Lazy<Day> _whole = new(() => DayTruth.Generate(Whole, 1, NoFault));
    static readonly Lazy<Day> _hit = new(() => DayTruth.Generate(Whole, 1, OnTheRoad));
    static readonly Lazy<Day> _troubled = new(() => DayTruth.Generate(Whole, 1, DayTruth.WorldFaults));

    public static Day ShortOne => _short.Value;
    public static Day WholeOne => _whole.Value;
    public static Day Troubled => _troubled.Value;

    /// <summary>With faults that change no scan but those of the boxes they hit.</summary>
    public static Day HitOnTheRoad => _hit.Value;

    public static IEnumerable<(DateTimeOffset At, string Device, SpecimenLogistics.Protocol.ScanItem Scan)> Scans(this Day day) =>
        day.Emissions.OfType<ScanEmission>().SelectMany(e => e.Scans.Select(s => (e.At, e.Device, s)));

    public static IEnumerable<string[]> Lines(this Day day, string kind) =>
        day.Truth.CanonicalLines.Select(l => l.Split('|')).Where(f => f[0] == kind);

    /// <summary>A digest of everything every device would say, times included.</summary>
    public static string Print(this Day day)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var emission in day.Emissions)
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{emission.At.Ticks} {emission.Device} {Said(emission)}\n")));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    static string Said(Emission emission) => emission switch
    {
        PositionEmission p => string.Create(CultureInfo.InvariantCulture, $"{p.LatDeg} {p.LonDeg} {p.SpeedKmh} {p.HeadingDeg} {p.AccuracyM}"),
        HeardEmission h => string.Join(' ', h.Beacons),
        TemperatureEmission t => string.Create(CultureInfo.InvariantCulture, $"{t.Celsius}"),
        SealsEmission s => string.Join(' ', s.Seals),
        ScanEmission s => string.Join(' ', s.Scans.Select(i => $"{i} {string.Join(',', i.Tubes ?? [])} {string.Join(',', i.Boxes ?? [])}")),
        _ => throw new ArgumentOutOfRangeException(nameof(emission)),
    };
}
