namespace SpecimenLogistics.Domain;

/// <summary>
/// A road that is closed, by its two ends: a harbour crossing, a bridge. We know no road map. A drive is taken to need it when
/// its ends lie on both sides of the road's middle and its straight line passes near that; it then goes round.
/// </summary>
/// <param name="Until">null for until further notice.</param>
public sealed record ClosedRoad(string Name, GeoPoint From, GeoPoint To, Instant Since, Instant? Until)
{
    /// <summary>Further from it than this, another road is nearer anyway.</summary>
    public const double ReachKm = 3;

    /// <summary>What going round costs, where nobody has measured it: one crossing further on, with everybody else on it.</summary>
    public static readonly TimeSpan Detour = TimeSpan.FromMinutes(15);

    public bool IsClosedAt(Instant at) => at >= Since && (Until is null || at < Until);

    public bool IsNeededBy(GeoPoint from, GeoPoint to)
    {
        var middle = new GeoPoint((From.LatDeg + To.LatDeg) / 2, (From.LonDeg + To.LonDeg) / 2);
        double before = Along(middle, from), after = Along(middle, to);
        if (before * after >= 0) return false;
        var share = before / (before - after);
        var crossing = new GeoPoint(from.LatDeg + share * (to.LatDeg - from.LatDeg), from.LonDeg + share * (to.LonDeg - from.LonDeg));
        return crossing.KmTo(middle) <= ReachKm;
    }

    /// <summary>How far a point lies along the road's direction from its middle; the sign says on which side.</summary>
    double Along(GeoPoint middle, GeoPoint point)
    {
        var east = Math.Cos(middle.LatDeg * Math.PI / 180);
        return (point.LatDeg - middle.LatDeg) * (To.LatDeg - From.LatDeg) + (point.LonDeg - middle.LonDeg) * (To.LonDeg - From.LonDeg) * east * east;
    }
}
