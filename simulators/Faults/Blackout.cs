using SpecimenLogistics.Simulators.Fleet;

namespace SpecimenLogistics.Simulators.Faults;

/// <summary>
/// Every handheld of centres and drivers without network from 19:55 to 20:45, when most sessions close. Where a day has
/// no such evening, from five minutes before its last closure to 45 after.
/// </summary>
internal static class Blackout
{
    static readonly TimeOnly s_from = new(19, 55), s_until = new(20, 45);
    static readonly TimeSpan s_before = TimeSpan.FromMinutes(5), s_after = TimeSpan.FromMinutes(45);

    /// <summary>Counts handhelds.</summary>
    public static int Apply(Channel channel, Dice dice)
    {
        _ = dice;
        var (from, until) = Window(channel);
        var count = 0;
        for (var n = 0; n < channel.Setup.Devices.Count; n++)
        {
            if (!IsHandheld(channel.Setup.Devices[n])) continue;
            channel.Outages.Add(new Outage(n, from, until));
            count++;
        }
        return count;
    }

    static bool IsHandheld(DeviceSetup device) => device.Class == "scanners"
        && (device.Place.StartsWith("centre:", StringComparison.Ordinal) || device.Place.StartsWith("vehicle:", StringComparison.Ordinal) || device.Place.StartsWith("courier:", StringComparison.Ordinal));

    static (long From, long Until) Window(Channel channel)
    {
        var setup = channel.Setup;
        var (from, until) = (setup.Local(setup.Date, s_from), setup.Local(setup.Date, s_until));
        var last = channel.Day.Truth.Deliveries.Max(d => d.Closed);
        if (last < from) (from, until) = (last - s_before, last + s_after);
        return (Math.Max(0, channel.MomentOf(from)), Math.Min(channel.LastSendMs, channel.MomentOf(until)));
    }
}
