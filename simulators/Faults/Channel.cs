using SpecimenLogistics.Simulators.Fleet;

namespace SpecimenLogistics.Simulators.Faults;

/// <summary>
/// What lies between the day and the server, while it is being spoiled. Starts as a healthy channel (each emission is
/// sent when it happens, by a device whose clock is right); each fault changes some of it and says how often.
/// </summary>
internal sealed class Channel
{
    /// <summary>Nothing is first sent in the last minute, so that the day ends with everything told.</summary>
    const long QuietEndMs = 60_000;

    readonly Dictionary<string, int> _deviceIndex;

    public Channel(Day day)
    {
        Day = day;
        _deviceIndex = day.Setup.Devices.Select((d, n) => (d.Id, n)).ToDictionary(d => d.Id, d => d.n);
        Emissions = [.. day.Emissions];
        Sendings = [.. Emissions.Select((e, n) => new Sending(MomentOf(e), n, _deviceIndex[e.Device], SendingKind.Original))];
        Clocks = [.. day.Setup.Devices.Select(d => NewClock(day.Setup.Seed, d.Id))];
    }

    public Day Day { get; }
    public Setup Setup => Day.Setup;
    public List<Emission> Emissions { get; }
    public List<Sending> Sendings { get; set; }
    public DeviceClock[] Clocks { get; }
    public List<Outage> Outages { get; } = [];
    public List<long> Kills { get; } = [];

    public long EndMs => (Setup.Ends - Setup.Starts).Ticks / TimeSpan.TicksPerMillisecond;
    public long LastSendMs => EndMs - QuietEndMs;

    public long MomentOf(Emission emission) => (emission.At - Setup.Starts).Ticks / TimeSpan.TicksPerMillisecond;

    public long MomentOf(DateTimeOffset time) => (time - Setup.Starts).Ticks / TimeSpan.TicksPerMillisecond;

    /// <summary>A later time to send, kept before the quiet end; never earlier than it was.</summary>
    public Sending Later(Sending sending, long dueMs) => sending with { DueMs = Math.Max(sending.DueMs, Math.Min(dueMs, LastSendMs)) };

    public FleetPlan ToPlan(IReadOnlyDictionary<string, int> counts)
    {
        if (Sendings.Exists(s => s.DueMs > EndMs)) throw new InvalidOperationException("Something is to be sent after the day's end: it would never be.");
        return new(
            Setup.Starts, EndMs, Setup.Devices, Clocks, Emissions, NumberItems(),
            [.. Sendings.OrderBy(s => s.DueMs).ThenBy(s => s.Kind).ThenBy(s => s.Emission)],
            Joined(Outages), [.. Kills.Order()], counts);
    }

    int[] NumberItems()
    {
        var next = new Dictionary<(int Device, int Boot), int>();
        var first = new int[Emissions.Count];
        for (var n = 0; n < first.Length; n++)
        {
            var device = _deviceIndex[Emissions[n].Device];
            var boot = (device, Clocks[device].BootAt(MomentOf(Emissions[n])));
            first[n] = next.GetValueOrDefault(boot, 1);
            next[boot] = first[n] + Messages.ItemsOf(Emissions[n]);
        }
        return first;
    }

    static List<Outage> Joined(List<Outage> outages)
    {
        var joined = new List<Outage>();
        foreach (var outage in outages.OrderBy(o => o.Device).ThenBy(o => o.FromMs))
        {
            if (joined.Count > 0 && joined[^1] is var last && last.Device == outage.Device && outage.FromMs <= last.UntilMs)
                joined[^1] = last with { UntilMs = Math.Max(last.UntilMs, outage.UntilMs) };
            else joined.Add(outage);
        }
        return joined;
    }

    // A run that is resumed goes on with the same boots: to the server the devices never restarted.
    static DeviceClock NewClock(int seed, string device)
    {
        var dice = Dice.For(seed, "boot/" + device);
        return new DeviceClock((uint)dice.Between(1L, uint.MaxValue), -dice.Between(60_000L, 86_400_000L), []);
    }
}
