using SpecimenLogistics.Simulators.Fleet;

namespace SpecimenLogistics.Simulators.Faults;

/// <summary>Devices lose their network for five minutes to an hour, then send what waited.</summary>
internal static class Offline
{
    const double Share = 0.35;
    const long ShortestMs = 5 * 60_000, LongestMs = 60 * 60_000;

    /// <summary>Counts outages. Each lies around a message of its device, so that each holds something back.</summary>
    public static int Apply(Channel channel, Dice dice)
    {
        var moments = channel.Sendings.ToLookup(s => s.Device, s => s.DueMs);
        var count = 0;
        for (var device = 0; device < channel.Setup.Devices.Count; device++)
        {
            var own = moments[device].ToArray();
            if (own.Length == 0 || !dice.Chance(Share)) continue;
            var length = dice.Between(ShortestMs, LongestMs);
            var around = own[dice.Between(0, own.Length)];
            var from = Math.Max(0, around - dice.Between(0, length));
            var until = Math.Min(from + length, channel.LastSendMs);
            if (until <= from) continue;
            channel.Outages.Add(new Outage(device, from, until));
            count++;
        }
        return count;
    }
}
