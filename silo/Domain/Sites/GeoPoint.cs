namespace SpecimenLogistics.Domain;

/// <summary>A place on the globe, WGS84 degrees.</summary>
public readonly record struct GeoPoint(double LatDeg, double LonDeg)
{
    const double KmPerDegree = 111.195;

    /// <summary>Straight-line distance. Over a city the curve of the earth does not matter.</summary>
    public double KmTo(GeoPoint other)
    {
        var north = (other.LatDeg - LatDeg) * KmPerDegree;
        var east = (other.LonDeg - LonDeg) * KmPerDegree * Math.Cos((LatDeg + other.LatDeg) / 2 * Math.PI / 180);
        return Math.Sqrt(north * north + east * east);
    }
}
