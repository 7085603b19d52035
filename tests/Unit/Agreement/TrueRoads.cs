using SpecimenLogistics.Domain;
using SpecimenLogistics.Simulators.Programme;
using SpecimenLogistics.Simulators.Roads;
using SpecimenLogistics.Unit.Simulators.Truths;

namespace SpecimenLogistics.Unit.Agreement;

/// <summary>Drives as the simulated world has them: its road map, its traffic by the hour, a seed's luck, and roads that may be closed.</summary>
sealed class TrueRoads(int seed, params string[] closed) : IWays
{
    static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "scenarios", "roads");
    readonly RouteFinder roads = new(closed.Length == 0 ? Days.Whole.Roads : Without(closed), Days.Whole.Numbers.Driving);

    public TimeSpan Drive(GeoPoint from, GeoPoint to, Instant leaving, SiteId? laboratory = null)
    {
        if (from.KmTo(to) < 0.05) return TimeSpan.Zero;
        var local = leaving.ToDateTimeOffset().ToOffset(TimeSpan.FromHours(8));
        var way = roads.Find(new Spot(from.LatDeg, from.LonDeg), new Spot(to.LatDeg, to.LonDeg), (long)local.TimeOfDay.TotalMilliseconds);
        // The same leg has the same luck, whoever drives it and when: within 15 % of what the hour gives.
        var luck = new Random(HashCode.Combine(seed, (int)(from.LatDeg * 1e4), (int)(from.LonDeg * 1e4), (int)(to.LatDeg * 1e4), (int)(to.LonDeg * 1e4))).NextDouble();
        return TimeSpan.FromMilliseconds(way.Ms * (0.87 + 0.3 * luck));
    }

    /// <summary>The portals of a harbour crossing, for the notice of its closure.</summary>
    public static (GeoPoint From, GeoPoint To) Ends(string crossing)
    {
        GeoPoint Portal(string id) => File.ReadLines(Path.Combine(Folder, "nodes.csv")).Select(l => l.Split(',')).Where(f => f[0] == id)
            .Select(f => new GeoPoint(double.Parse(f[1], System.Globalization.CultureInfo.InvariantCulture), double.Parse(f[2], System.Globalization.CultureInfo.InvariantCulture))).Single();
        return (Portal(crossing + "_S"), Portal(crossing + "_N"));
    }

    static RoadMap Without(string[] crossings)
    {
        var folder = Directory.CreateTempSubdirectory("roads-");
        foreach (var file in Directory.GetFiles(Folder))
            File.WriteAllLines(Path.Combine(folder.FullName, Path.GetFileName(file)), File.ReadLines(file).Where(l => !crossings.Any(c => l.StartsWith($"{c}_S,{c}_N,", StringComparison.Ordinal))));
        try { return RoadMap.Read(folder.FullName); }
        finally { folder.Delete(recursive: true); }
    }
}
