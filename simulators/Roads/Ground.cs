using SpecimenLogistics.Simulators.Programme;

namespace SpecimenLogistics.Simulators.Roads;

/// <summary>Distances on a flat sheet over Hong Kong: within 0.1 % there, and no cosine that another machine rounds otherwise.</summary>
internal static class Ground
{
    public const double MetresPerDegLat = 110_750;
    public const double MetresPerDegLon = 102_950; // at 22.35 degrees north

    public static double Metres(Spot a, Spot b)
    {
        double north = (a.LatDeg - b.LatDeg) * MetresPerDegLat, east = (a.LonDeg - b.LonDeg) * MetresPerDegLon;
        return Math.Sqrt(north * north + east * east);
    }
}
