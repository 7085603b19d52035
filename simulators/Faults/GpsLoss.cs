using SpecimenLogistics.Simulators.Fleet;

namespace SpecimenLogistics.Simulators.Faults;

/// <summary>Tunnels without any fix, and single fixes that are kilometres away while claiming to be exact. Positions only.</summary>
internal static class GpsLoss
{
    const int TunnelsPerVehicle = 4;
    const long ShortestMs = 2 * 60_000, LongestMs = 10 * 60_000;
    const double ThrownOffShare = 0.005, MetresPerDegree = 111_320;

    /// <summary>Counts fixes lost and fixes thrown off.</summary>
    public static int Apply(Channel channel, Dice dice)
    {
        var tunnels = channel.Setup.Devices.Select(d => d.Class == "vehicles" ? Tunnels(channel, dice) : []).ToArray();
        var kept = new List<Sending>(channel.Sendings.Count);
        var count = 0;
        foreach (var sending in channel.Sendings)
        {
            if (channel.Emissions[sending.Emission] is not PositionEmission fix) { kept.Add(sending); continue; }
            if (tunnels[sending.Device].Any(t => sending.DueMs >= t.From && sending.DueMs < t.Until)) { count++; continue; }
            kept.Add(sending);
            if (!dice.Chance(ThrownOffShare)) continue;
            channel.Emissions[sending.Emission] = ThrownOff(fix, dice);
            count++;
        }
        channel.Sendings = kept;
        return count;
    }

    static List<(long From, long Until)> Tunnels(Channel channel, Dice dice) =>
        [.. Enumerable.Range(0, TunnelsPerVehicle).Select(_ => dice.Between(0, channel.EndMs)).Select(from => (from, from + dice.Between(ShortestMs, LongestMs)))];

    static PositionEmission ThrownOff(PositionEmission fix, Dice dice)
    {
        var metres = dice.Between(2_000.0, 10_000.0);
        var direction = dice.Between(0, Math.Tau);
        return fix with
        {
            LatDeg = fix.LatDeg + metres * Math.Cos(direction) / MetresPerDegree,
            LonDeg = fix.LonDeg + metres * Math.Sin(direction) / (MetresPerDegree * Math.Cos(double.DegreesToRadians(fix.LatDeg))),
        };
    }
}
