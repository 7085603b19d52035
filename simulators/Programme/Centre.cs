namespace SpecimenLogistics.Simulators.Programme;

/// <summary>Where a thing stands, degrees WGS84; <paramref name="Site"/> names the site there, if it is one.</summary>
public readonly record struct Spot(double LatDeg, double LonDeg, string? Site = null);

/// <summary>A testing centre. <paramref name="Courier"/> and <paramref name="Pier"/> are set where boxes leave by ferry.</summary>
/// <param name="Provenance">history, composite or invented: see scenarios/README.md.</param>
public sealed record Centre(
    string Id, string NameEn, string NameZh, string District, Spot Spot, int AccuracyM, int FenceM, string Provenance, string Laboratory,
    int PeopleADay, IReadOnlyList<Hours> Sessions, int TargetMinutes, int OpeningKits, string? Courier, string? Pier)
{
    public string Party => "centre:" + Id;
    public bool ByFerry => Courier is not null;

    /// <summary>People expected in one session.</summary>
    public double Expected => (double)PeopleADay / Sessions.Count;
}

/// <summary>One session. Milliseconds since local midnight.</summary>
public sealed record Hours(int Number, long OpensMs, long ClosesMs)
{
    /// <summary>The same hours some days later.</summary>
    internal Hours OnDay(int day) => this with { OpensMs = OpensMs + Midnights.Of(day), ClosesMs = ClosesMs + Midnights.Of(day) };
}

/// <summary>A laboratory or the warehouse.</summary>
public sealed record Hub(
    string Id, string NameEn, string NameZh, string Role, string District, Spot Spot, string Provenance, int Docks, int Scanners, int Benches)
{
    public bool IsLaboratory => Role == "laboratory";
    public string Party => Role + ":" + Id;
}
