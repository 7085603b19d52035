namespace SpecimenLogistics.Simulators.Fleet;

/// <summary>All that the fleet will do on a day, fixed before it starts: the same seed and faults give the same plan.</summary>
/// <param name="Emissions">What happened, faults of the channel applied (a fix that was thrown off is another fix).</param>
/// <param name="FirstSeq">Number of each emission's first item within its device's boot; the others follow on.</param>
/// <param name="Sendings">In the order in which they fall due.</param>
/// <param name="Outages">Never overlapping for one device.</param>
/// <param name="Kills">When the server is killed, milliseconds since the day starts.</param>
/// <param name="FaultCounts">How often each fault of the channel is played.</param>
internal sealed record FleetPlan(
    DateTimeOffset Starts,
    long EndMs,
    IReadOnlyList<DeviceSetup> Devices,
    IReadOnlyList<DeviceClock> Clocks,
    IReadOnlyList<Emission> Emissions,
    int[] FirstSeq,
    Sending[] Sendings,
    IReadOnlyList<Outage> Outages,
    IReadOnlyList<long> Kills,
    IReadOnlyDictionary<string, int> FaultCounts)
{
    public long MomentOf(Emission emission) => (emission.At - Starts).Ticks / TimeSpan.TicksPerMillisecond;
}
