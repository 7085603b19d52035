using SpecimenLogistics.Protocol;
using SpecimenLogistics.Simulators;
using SpecimenLogistics.Simulators.Faults;
using SpecimenLogistics.Simulators.Fleet;
using System.Text;

namespace SpecimenLogistics.Unit.Simulators;

public sealed class ChannelFaultsTests
{
    static readonly Day s_day = TinyDay.Make(minutes: 240, vehicles: 20);

    public static TheoryData<string> Names => [.. FaultName.OfTheChannel];

    [Theory, MemberData(nameof(Names))]
    public void The_same_seed_plays_the_same_fault_and_another_seed_another(string fault)
    {
        var (once, again, other) = (Plan(fault), Plan(fault), ChannelFaults.Plan(TinyDay.Make(2, 240, 20), new HashSet<string> { fault }));
        Assert.True(once.FaultCounts[fault] > 0);
        Assert.Equal(Fingerprint(once), Fingerprint(again));
        if (fault != FaultName.Blackout) Assert.NotEqual(Fingerprint(once) with { Boots = 0 }, Fingerprint(other) with { Boots = 0 });
    }

    [Theory, MemberData(nameof(Names))]
    public void A_fault_is_the_same_whatever_else_goes_wrong_at_the_devices_clocks(string fault)
    {
        if (fault == FaultName.Skew) return;
        Assert.Equal(Plan(fault).Sendings, Plan(fault, FaultName.Skew).Sendings);
    }

    [Theory, MemberData(nameof(Names))]
    public void Nothing_is_sent_before_it_happened_or_in_the_last_minute(string fault)
    {
        var plan = Plan(fault);
        Assert.All(plan.Sendings, s => Assert.InRange(s.DueMs, plan.MomentOf(plan.Emissions[s.Emission]), plan.EndMs - 60_000));
        Assert.Equal(plan.Sendings.OrderBy(s => s.DueMs).Select(s => s.DueMs), plan.Sendings.Select(s => s.DueMs));
    }

    [Fact]
    public void Only_lost_positions_are_missing()
    {
        Assert.Equal(s_day.Emissions.Count, Plan().Sendings.Length);
        var lost = Plan(FaultName.GpsLoss);
        Assert.Equal(s_day.Emissions.Where(e => e is not PositionEmission), lost.Sendings.Select(s => lost.Emissions[s.Emission]).Where(e => e is not PositionEmission));
        Assert.True(lost.Sendings.Length < s_day.Emissions.Count);
        var moved = lost.Sendings.Select(s => (Now: lost.Emissions[s.Emission], Then: s_day.Emissions[s.Emission])).Where(e => e.Now != e.Then).Select(e => Metres((PositionEmission)e.Now, (PositionEmission)e.Then)).ToList();
        Assert.NotEmpty(moved);
        Assert.All(moved, m => Assert.InRange(m, 1_900, 10_100));
        Assert.Equal(lost.FaultCounts[FaultName.GpsLoss], s_day.Emissions.Count - lost.Sendings.Length + moved.Count);
    }

    [Fact]
    public void A_tenth_is_sent_again_with_the_same_numbers_hours_later()
    {
        var plan = Plan(FaultName.Duplicates);
        var copies = plan.Sendings.Where(s => s.Kind == SendingKind.Duplicate).ToList();
        Assert.Equal(plan.FaultCounts[FaultName.Duplicates], copies.Count);
        Assert.InRange(copies.Count, s_day.Emissions.Count * 0.08, s_day.Emissions.Count * 0.12);
        Assert.Contains(copies, c => c.DueMs - plan.MomentOf(plan.Emissions[c.Emission]) > 3_600_000);
    }

    [Fact]
    public void Clocks_are_wrong_by_at_most_what_was_promised_and_up_time_never_jumps()
    {
        var clocks = Plan(FaultName.Skew).Clocks;
        var offsets = clocks.SelectMany(c => c.Steps).Select(s => s.OffsetMs).ToList();
        Assert.All(offsets, o => Assert.InRange(o, -20 * 60_000, 120 * 60_000));
        Assert.Contains(offsets, o => o < 0);
        Assert.Contains(clocks, c => c.OffsetMs(0) != c.OffsetMs(240 * 60_000));
        Assert.All(clocks, c => Assert.Equal(1_000, c.UpMs(0, 5_000) - c.UpMs(0, 4_000)));
    }

    [Fact]
    public void No_outage_is_longer_than_an_hour_and_none_of_a_device_overlap()
    {
        var outages = Plan(FaultName.Offline, FaultName.Blackout).Outages;
        Assert.All(Plan(FaultName.Offline).Outages, o => Assert.InRange(o.UntilMs - o.FromMs, 1, 3_600_000));
        foreach (var device in outages.GroupBy(o => o.Device))
            Assert.All(device.Zip(device.Skip(1)), pair => Assert.True(pair.First.UntilMs < pair.Second.FromMs));
    }

    [Fact]
    public void A_blackout_takes_every_handheld_around_the_last_closure_when_there_is_no_evening()
    {
        var plan = Plan(FaultName.Blackout);
        var outage = Assert.Single(plan.Outages);
        Assert.Equal("S-CW01", plan.Devices[outage.Device].Id);
        Assert.Equal((115 * 60_000, 165 * 60_000), (outage.FromMs, outage.UntilMs));
    }

    [Fact]
    public void No_broken_message_can_be_read_by_the_protocol_under_its_senders_name()
    {
        var plan = Plan(FaultName.Malformed);
        var messages = new Messages(plan);
        var broken = plan.Sendings.Where(s => s.Kind == SendingKind.Malformed).ToList();
        Assert.Equal(plan.FaultCounts[FaultName.Malformed], broken.Count);
        Assert.Equal(Breakage.Ways, broken.Select(b => b.Breakage).Distinct().Count());
        Assert.All(broken, b => Assert.False(IsReadable(messages.Write(b, b.DueMs, 0), plan.Devices[b.Device].Id)));
        Assert.All(plan.Sendings.Except(broken), s => Assert.True(IsReadable(messages.Write(s, s.DueMs, 0), plan.Devices[s.Device].Id)));
    }

    [Fact]
    public void No_two_broken_messages_of_a_whole_day_are_alike_and_each_is_the_same_at_every_try()
    {
        var plan = ChannelFaults.Plan(Truths.Days.WholeOne, FaultName.OfTheChannel.ToHashSet());
        var messages = new Messages(plan);
        var broken = plan.Sendings.Where(s => s.Kind == SendingKind.Malformed).ToList();

        Assert.Equal(broken.Count, broken.Select(s => Bytes(messages, s, s.DueMs)).Distinct().Count());
        Assert.Equal(broken.Select(s => Bytes(messages, s, s.DueMs)), broken.Select(s => Bytes(messages, s, s.DueMs + 5_000)));
    }

    static (int, string, string) Bytes(Messages messages, Sending sending, long nowMs)
    {
        var (topic, payload) = messages.Write(sending, nowMs, 0);
        return (sending.Device, Encoding.UTF8.GetString(topic), Convert.ToHexString(payload));
    }

    [Fact]
    public void The_server_is_killed_three_times_well_apart()
    {
        var kills = Plan(FaultName.KillServer).Kills;
        Assert.Equal(3, kills.Count);
        Assert.All(kills.Zip(kills.Skip(1)), k => Assert.True(k.Second - k.First > 20 * 60_000));
    }

    static bool IsReadable((byte[] Topic, byte[] Payload) message, string sender) =>
        Topic.TryParse(Encoding.UTF8.GetString(message.Topic), out var topic) && topic.DeviceId == sender && topic.Leaf switch
        {
            Leaf.Position => Wire.TryPositions(message.Payload, out _, out _),
            Leaf.Heard => Wire.TryHeard(message.Payload, out _, out _),
            Leaf.Seals => Wire.TrySeals(message.Payload, out _, out _),
            _ => Wire.TryScans(message.Payload, out _, out _),
        };

    static FleetPlan Plan(params string[] faults) => ChannelFaults.Plan(s_day, faults.ToHashSet());

    static Print Fingerprint(FleetPlan plan) => new(
        Hash(plan.Sendings), Hash(plan.Emissions), Hash(plan.Outages), Hash(plan.Kills), Hash(plan.Clocks.SelectMany(c => c.Steps)), Hash(plan.Clocks.Select(c => c.Boot)));

    sealed record Print(int Sendings, int Emissions, int Outages, int Kills, int Steps, int Boots);

    static int Hash<T>(IEnumerable<T> items)
    {
        var hash = new HashCode();
        foreach (var item in items) hash.Add(item is Emission e ? HashCode.Combine(e.At, e.Device, (e as PositionEmission)?.LatDeg) : item?.GetHashCode() ?? 0);
        return hash.ToHashCode();
    }

    static double Metres(PositionEmission a, PositionEmission b) =>
        111_320 * Math.Sqrt(Math.Pow(a.LatDeg - b.LatDeg, 2) + Math.Pow((a.LonDeg - b.LonDeg) * Math.Cos(double.DegreesToRadians(b.LatDeg)), 2));
}
