using SpecimenLogistics.Simulators.Fleet;

namespace SpecimenLogistics.Simulators.Faults;

/// <summary>From a day and the wished-for faults to the plan of what the fleet sends. The one place that knows their order.</summary>
internal static class ChannelFaults
{
    // What is lost or thrown off comes first, then order, then copies of what is left, then what needs no message at all.
    static readonly IReadOnlyList<(string Name, Func<Channel, Dice, int> Apply)> s_ordered =
    [
        (FaultName.GpsLoss, GpsLoss.Apply),
        (FaultName.Reorder, Reorder.Apply),
        (FaultName.Duplicates, Duplicates.Apply),
        (FaultName.Malformed, Malformed.Apply),
        (FaultName.HalfDevice, HalfDevice.Apply),
        (FaultName.Skew, Skew.Apply),
        (FaultName.Offline, Offline.Apply),
        (FaultName.Blackout, Blackout.Apply),
        (FaultName.KillServer, KillServer.Apply),
    ];

    public static FleetPlan Plan(Day day, IReadOnlySet<string> faults)
    {
        var channel = new Channel(day);
        var counts = new Dictionary<string, int>();
        foreach (var (name, apply) in s_ordered)
            if (faults.Contains(name)) counts[name] = apply(channel, Dice.For(day.Setup.Seed, name));
        return channel.ToPlan(counts);
    }
}
