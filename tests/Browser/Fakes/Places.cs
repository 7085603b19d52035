using System.Globalization;
using System.Text.RegularExpressions;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Browser.Fakes;

/// <param name="Closes">Minutes after 20:00.</param>
public sealed record Centre(SiteId Id, string NameEn, string NameZh, string District, GeoPoint Point, SiteId Laboratory, int Target, double Closes);
public sealed record Hub(string Id, string NameEn, string NameZh, string Role, GeoPoint Point, int Docks);

/// <summary>The places of scenario day148.</summary>
static partial class Places
{
    public static IReadOnlyList<Centre> Centres() => [.. Rows("centres.csv").Select(r => new Centre(
        Code.Parse<SiteId>(r["id"]), r["name_en"], r["name_zh"], r["district"], Point(r), Code.Parse<SiteId>(r["laboratory"]),
        int.Parse(r["target_minutes"], CultureInfo.InvariantCulture), r["target_minutes"] == "90" ? 0 : -40))];

    public static IReadOnlyList<Hub> Hubs() => [.. Rows("hubs.csv").Select(r => new Hub(
        r["id"], r["name_en"], r["name_zh"], r["role"], Point(r), int.TryParse(r["docks"], CultureInfo.InvariantCulture, out var docks) ? docks : 0))];

    static GeoPoint Point(Dictionary<string, string> row) =>
        new(double.Parse(row["lat"], CultureInfo.InvariantCulture), double.Parse(row["lon"], CultureInfo.InvariantCulture));

    static IEnumerable<Dictionary<string, string>> Rows(string file)
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "day148", file));
        var names = lines[0].Split(',');
        return lines.Skip(1).Select(line => names.Zip(Cells().Matches(line).Select(m => m.Groups[1].Success ? m.Groups[1].Value : m.Groups[2].Value)).ToDictionary(p => p.First, p => p.Second));
    }

    [GeneratedRegex("(?:\"([^\"]*)\"|([^,]*))(?:,|$)")]
    private static partial Regex Cells();
}
