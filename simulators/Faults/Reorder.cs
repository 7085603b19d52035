using SpecimenLogistics.Simulators.Fleet;

namespace SpecimenLogistics.Simulators.Faults;

/// <summary>Devices send in another order than things happened: each message waits up to some minutes, on its own.</summary>
internal static class Reorder
{
    const long LongestWaitMs = 4 * 60_000;

    /// <summary>Counts messages sent after one that their device made later.</summary>
    public static int Apply(Channel channel, Dice dice)
    {
        for (var n = 0; n < channel.Sendings.Count; n++)
            channel.Sendings[n] = channel.Later(channel.Sendings[n], channel.Sendings[n].DueMs + dice.Between(0, LongestWaitMs));
        return Overtaken(channel.Sendings);
    }

    static int Overtaken(List<Sending> sendings)
    {
        var latest = new Dictionary<int, int>();
        var count = 0;
        foreach (var sending in sendings.OrderBy(s => s.DueMs).ThenBy(s => s.Emission))
        {
            if (latest.TryGetValue(sending.Device, out var seen) && seen > sending.Emission) count++;
            else latest[sending.Device] = sending.Emission;
        }
        return count;
    }
}
