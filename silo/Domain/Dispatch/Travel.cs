namespace SpecimenLogistics.Domain;

/// <summary>A centre's way to a laboratory as the plan has it, against the usual one over its straight line.</summary>
public readonly record struct KnownWay(GeoPoint Centre, SiteId Laboratory, double Bends);

/// <summary>How long a drive takes.</summary>
public interface IWays
{
    /// <summary>From one place to another, leaving at a moment, as eight of ten drives.</summary>
    /// <param name="laboratory">Where it leads, when it is a laboratory.</param>
    TimeSpan Drive(GeoPoint from, GeoPoint to, Instant leaving, SiteId? laboratory = null);
}

/// <summary>
/// How long drives take. We know no roads: a straight line, as <see cref="Prediction"/> has it, bent as the plan bends the ways of
/// that centre and its neighbours to the same laboratory, at the pace measured today, and round what is closed.
/// </summary>
public sealed class Travel(Situation situation) : IWays
{
    /// <summary>Of a way that no plan says anything of.</summary>
    const double UnknownBends = 1.15;

    /// <summary>A neighbour's way to a laboratory is much the same as one's own.</summary>
    const double NeighbourKm = 4;

    const double ThereKm = 0.15;

    readonly Dictionary<SiteId, List<KnownWay>> ways = situation.Ways.GroupBy(w => w.Laboratory).ToDictionary(g => g.Key, g => g.ToList());
    readonly Dictionary<(GeoPoint, SiteId), double> known = [];

    public TimeSpan Drive(GeoPoint from, GeoPoint to, Instant leaving, SiteId? laboratory = null)
    {
        var km = from.KmTo(to);
        if (km < ThereKm) return TimeSpan.Zero;
        var bends = laboratory is { } lab ? Bends(from, lab) * situation.Today.Pace(lab) : 1;
        var drive = Prediction.Drive(km, bends);
        foreach (var road in situation.Closed)
            if (road.IsClosedAt(leaving) && road.IsNeededBy(from, to)) drive += ClosedRoad.Detour;
        return drive;
    }

    double Bends(GeoPoint from, SiteId laboratory)
    {
        if (known.TryGetValue((from, laboratory), out var bends)) return bends;
        var (nearest, way) = ways.GetValueOrDefault(laboratory, []).Select(w => (Km: w.Centre.KmTo(from), w.Bends)).DefaultIfEmpty((double.MaxValue, 0)).MinBy(w => w.Item1);
        return known[(from, laboratory)] = nearest <= NeighbourKm ? way : UnknownBends;
    }
}
