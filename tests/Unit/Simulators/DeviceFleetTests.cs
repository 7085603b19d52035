using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using SpecimenLogistics.Protocol;
using SpecimenLogistics.Simulators;
using SpecimenLogistics.Simulators.Faults;
using SpecimenLogistics.Simulators.Fleet;

namespace SpecimenLogistics.Unit.Simulators;

public sealed class DeviceFleetTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task Every_emission_arrives_once_under_its_own_device_with_its_true_time()
    {
        var day = TinyDay.Make();
        await using var broker = await Recorder.StartAsync();
        var tally = await PlayAsync(day, broker);
        Assert.Equal(day.Emissions.Count, broker.Messages.Count());
        Assert.Equal((day.Emissions.Count, day.Emissions.Count), (tally.Sent, tally.Acknowledged));
        Assert.All(broker.Messages, m => Assert.Contains($"/{m.Client}/", m.Topic));
        var fixes = broker.Messages.Where(m => m.Client == "V001" && m.Topic.EndsWith("position", StringComparison.Ordinal)).Select(m => Items(m)[0].GetProperty("at").GetInt64());
        Assert.Equal(day.Emissions.OfType<PositionEmission>().Where(e => e.Device == "V001").Select(e => e.At.ToUnixTimeMilliseconds()), fixes);
    }

    [Fact(Timeout = 60_000)]
    public async Task Three_hellos_open_each_connection_before_anything_else()
    {
        await using var broker = await Recorder.StartAsync();
        await PlayAsync(TinyDay.Make(), broker);
        foreach (var device in broker.Heard.GroupBy(h => h.Client))
        {
            Assert.All(device.Take(3), h => Assert.EndsWith("/hello", h.Topic));
            Assert.Equal(3, device.Count(h => h.Topic.EndsWith("/hello", StringComparison.Ordinal)));
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Sequence_numbers_are_dense_over_all_topics_of_a_device()
    {
        await using var broker = await Recorder.StartAsync();
        await PlayAsync(TinyDay.Make(), broker);
        foreach (var device in broker.Messages.GroupBy(h => h.Client))
        {
            var numbers = device.SelectMany(Items).Select(i => i.GetProperty("seq").GetInt64()).Order().ToList();
            Assert.Equal(Enumerable.Range(1, numbers.Count).Select(n => (long)n), numbers);
            Assert.Single(device.Select(m => JsonElement.Parse(m.Payload).GetProperty("boot").GetUInt32()).Distinct());
        }
    }

    [Theory(Timeout = 60_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_two_brokers_one_dies_or_stands_still_and_everything_comes_to_the_other(bool standsStill)
    {
        var day = TinyDay.Make(minutes: 240);
        await using var stays = await Recorder.StartAsync();
        var goes = await Recorder.StartAsync();
        var clock = Clock(day, speed: 2_000);
        await using var fleet = new DeviceFleet(ChannelFaults.Plan(day, new HashSet<string>()), [goes.Address, stays.Address, goes.Address, goes.Address], clock, TimeProvider.System);
        var play = fleet.PlayAsync(Cancel);
        await UntilAsync(() => fleet.Counters.DevicesGreeted == day.Setup.Devices.Count);
        clock.Start();
        await UntilAsync(() => goes.Messages.Any());
        var wakesUp = new TaskCompletionSource();
        if (standsStill) goes.Still = wakesUp.Task;
        else await goes.DisposeAsync();
        await play;
        Assert.Equal((day.Emissions.Count, day.Emissions.Count), (fleet.Tally().Sent, fleet.Tally().Acknowledged));
        Assert.Equal(TimeSpan.Zero, fleet.LongestWait());
        Assert.True(stays.Messages.Count() + goes.Messages.Count() >= day.Emissions.Count);
        wakesUp.SetResult();
        if (standsStill) await goes.DisposeAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_has_nothing_to_say_finds_out_all_the_same_that_his_broker_stands_still()
    {
        var day = TinyDay.Make();
        await using var stays = await Recorder.StartAsync();
        await using var goes = await Recorder.StartAsync();
        var quick = new TenTimes();
        // The day never begins.
        await using var fleet = new DeviceFleet(ChannelFaults.Plan(day, new HashSet<string>()), [goes.Address, stays.Address], Clock(day, speed: 1), quick);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var play = fleet.PlayAsync(ended.Token);
        await UntilAsync(() => fleet.Counters.DevicesGreeted == day.Setup.Devices.Count);
        var wakesUp = new TaskCompletionSource();
        goes.Still = wakesUp.Task;
        await UntilAsync(() => stays.SignOns.Count == day.Setup.Devices.Count && fleet.Tally().Connected == day.Setup.Devices.Count);
        // Whoever is answered stays where he is.
        var signOns = stays.SignOns.Values.Sum();
        await Task.Delay(TimeSpan.FromSeconds(3), Cancel);
        Assert.Equal(signOns, stays.SignOns.Values.Sum());
        await ended.CancelAsync();
        await play;
        wakesUp.SetResult();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_lost_connection_is_made_again_and_what_was_not_acknowledged_keeps_its_numbers()
    {
        var day = TinyDay.Make(minutes: 240);
        await using var broker = await Recorder.StartAsync();
        var clock = Clock(day, speed: 4_000);
        await using var fleet = new DeviceFleet(ChannelFaults.Plan(day, new HashSet<string>()), [broker.Address], clock, TimeProvider.System);
        var play = fleet.PlayAsync(Cancel);
        await UntilAsync(() => fleet.Counters.DevicesGreeted == day.Setup.Devices.Count);
        clock.Start();
        for (var drops = 1; drops <= 3; drops++)
        {
            await UntilAsync(() => broker.Messages.Count() > drops * day.Emissions.Count / 5);
            await broker.DropAllAsync();
        }
        await play;
        Assert.True(fleet.Tally().ConnectionsLost > 0);
        Assert.Equal(fleet.Tally().Sent, fleet.Tally().Acknowledged);
        var told = broker.Messages.SelectMany(m => Items(m).Select(i => (m.Client, i.GetProperty("seq").GetInt64(), i.GetProperty("up_ms").GetInt64(), i.GetProperty("at").GetInt64()))).ToHashSet();
        Assert.Equal(day.Emissions.Sum(Messages.ItemsOf), told.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_device_without_network_sends_its_backlog_afterwards()
    {
        var day = TinyDay.Make();
        var plan = ChannelFaults.Plan(day, new HashSet<string>()) with { Outages = [new Outage(0, 0, 3_600_000)] };
        await using var broker = await Recorder.StartAsync();
        await PlayAsync(plan, broker, signOns: day.Setup.Devices.Count - 1);
        var sent = broker.Messages.Where(m => m.Client == "V001").Select(m => (Sent: JsonElement.Parse(m.Payload).GetProperty("sent_at").GetInt64(), At: Items(m)[0].GetProperty("at").GetInt64())).ToList();
        Assert.Equal(day.Emissions.Count(e => e.Device == "V001"), sent.Count);
        Assert.All(sent, m => Assert.True(m.Sent >= TinyDay.Starts.AddHours(1).ToUnixTimeMilliseconds()));
        Assert.Contains(sent, m => m.Sent - m.At > 3_000_000);
    }

    [Fact(Timeout = 60_000)]
    public async Task Going_on_from_a_mark_sends_the_rest_with_the_same_numbers()
    {
        var day = TinyDay.Make();
        var plan = ChannelFaults.Plan(day, new HashSet<string>());
        await using var broker = await Recorder.StartAsync();
        await PlayAsync(plan, broker, day.Setup.Devices.Count, acknowledgedBefore: plan.Sendings.Length - 100);
        Assert.Equal(100, broker.Messages.Count());
        var last = broker.Messages.Where(m => m.Client == "V001").Max(m => Items(m)[0].GetProperty("seq").GetInt64());
        Assert.Equal(day.Emissions.Where(e => e.Device == "V001").Sum(Messages.ItemsOf), last);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_broken_message_goes_again_byte_for_byte_and_says_so_and_no_other_does()
    {
        var day = TinyDay.Make();
        var plan = ChannelFaults.Plan(day, new HashSet<string> { FaultName.Malformed });
        var messages = new Messages(plan);
        var broken = plan.Sendings.Where(s => s.Kind == SendingKind.Malformed).Select(s => Told(plan.Devices[s.Device].Id, messages.Write(s, s.DueMs, 0))).ToHashSet();
        await using var broker = await Recorder.StartAsync();
        var hungUpOn = new ConcurrentDictionary<Heard, bool>();
        broker.Hangs = heard => heard with { Again = false } is var bytes && broken.Contains(bytes) && hungUpOn.TryAdd(bytes, true);
        var tally = await PlayAsync(plan, broker, day.Setup.Devices.Count);

        Assert.Equal((plan.Sendings.Length, plan.Sendings.Length), (tally.Sent, tally.Acknowledged));
        Assert.NotEmpty(broken);
        var told = broker.Messages.ToLookup(h => h with { Again = false }, h => h.Again);
        Assert.All(broken, b => Assert.True(told[b].Count() >= 2));
        // The first that is heard may be a second try: what was behind another when the broker hung up was never read.
        Assert.All(broken, b => Assert.DoesNotContain(false, told[b].Skip(1)));
        Assert.Contains(broken, b => !told[b].First());
        Assert.All(told.Where(t => !broken.Contains(t.Key)), t => Assert.DoesNotContain(true, t));
    }

    static Heard Told(string client, (byte[] Topic, byte[] Payload) message) => new(client, Encoding.UTF8.GetString(message.Topic), Encoding.UTF8.GetString(message.Payload));

    static Task<Tally> PlayAsync(Day day, Recorder broker) => PlayAsync(ChannelFaults.Plan(day, new HashSet<string>()), broker, day.Setup.Devices.Count);

    static async Task<Tally> PlayAsync(FleetPlan plan, Recorder broker, int signOns, int acknowledgedBefore = 0)
    {
        var clock = new ProgrammeClock(TimeProvider.System, 7_200, plan.EndMs);
        await using var fleet = new DeviceFleet(plan, [broker.Address], clock, TimeProvider.System, acknowledgedBefore);
        var play = fleet.PlayAsync(Cancel);
        await UntilAsync(() => fleet.Counters.DevicesGreeted >= signOns);
        clock.Start();
        await play;
        return fleet.Tally();
    }

    static ProgrammeClock Clock(Day day, double speed) => new(TimeProvider.System, speed, (long)(day.Setup.Ends - day.Setup.Starts).TotalMilliseconds);

    static JsonElement[] Items(Heard message) => [.. JsonElement.Parse(message.Payload).GetProperty("items").EnumerateArray()];

    sealed class TenTimes : TimeProvider
    {
        public override long GetTimestamp() => 10 * base.GetTimestamp();
    }

    static async Task UntilAsync(Func<bool> condition)
    {
        using var turns = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!condition()) await turns.WaitForNextTickAsync(Cancel);
    }
}
