using System.Text.Json;
using SpecimenLogistics.Simulators;
using SpecimenLogistics.Simulators.Faults;
using SpecimenLogistics.Simulators.Fleet;

namespace SpecimenLogistics.Unit.Simulators;

public sealed class HalfDeviceTests
{
    static readonly Day s_day = TinyDay.Make(minutes: 240, vehicles: 20);
    static readonly FleetPlan s_plan = ChannelFaults.Plan(s_day, new HashSet<string> { FaultName.HalfDevice });

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Some_die_once_they_have_sent_and_some_unanswered_and_some_of_both_start_anew()
    {
        var deaths = s_plan.Sendings.Where(s => s.Death != Death.None).ToList();
        Assert.Equal(s_plan.FaultCounts[FaultName.HalfDevice], deaths.Count);
        Assert.Equal(4, deaths.Select(d => (d.Death, d.Restarts)).Distinct().Count());
        Assert.Equal(deaths.Count(d => d.Restarts), s_plan.Clocks.Sum(c => c.Restarts.Count));
    }

    [Fact]
    public void Numbers_begin_anew_with_each_boot_and_are_dense_in_it()
    {
        var boots = Enumerable.Range(0, s_plan.Emissions.Count).GroupBy(n => (s_plan.Emissions[n].Device, Clock(n).BootAt(s_plan.MomentOf(s_plan.Emissions[n]))));
        Assert.Contains(boots, b => b.Key.Item2 > 0);
        foreach (var boot in boots)
        {
            var next = 1;
            foreach (var n in boot.OrderBy(n => n)) (_, next) = (Same(next, s_plan.FirstSeq[n]), next + Messages.ItemsOf(s_plan.Emissions[n]));
        }
    }

    [Fact]
    public void A_day_that_goes_on_differently_dies_in_the_same_way_up_to_there()
    {
        var until = TinyDay.Starts.AddMinutes(120);
        var other = ChannelFaults.Plan(s_day with { Emissions = [.. s_day.Emissions.Where((e, n) => e.At < until || n % 3 > 0)] }, new HashSet<string> { FaultName.HalfDevice });
        var before = s_plan.Sendings.TakeWhile(s => s.DueMs < 120 * 60_000).ToList();
        Assert.Equal(before, other.Sendings.Take(before.Count));
        Assert.NotEqual(s_plan.Sendings.Length, other.Sendings.Length);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_was_heard_and_not_known_to_be_comes_again_as_it_was_and_a_new_boot_says_hello_first()
    {
        await using var broker = await Recorder.StartAsync();
        var clock = new ProgrammeClock(TimeProvider.System, 3_600, s_plan.EndMs);
        await using var fleet = new DeviceFleet(s_plan, [broker.Address], clock, TimeProvider.System);
        var play = fleet.PlayAsync(Cancel);
        while (fleet.Counters.DevicesGreeted < s_day.Setup.Devices.Count) await Task.Delay(5, Cancel);
        clock.Start();
        await play;

        Assert.Equal((s_day.Emissions.Count, s_day.Emissions.Count), (fleet.Tally().Sent, fleet.Tally().Acknowledged));
        Assert.Equal(s_plan.FaultCounts[FaultName.HalfDevice], fleet.Counters.Deaths);
        var told = broker.Messages.SelectMany(Items).GroupBy(i => (i.Client, i.Boot, i.Seq)).ToList();
        Assert.Equal(s_day.Emissions.Sum(Messages.ItemsOf), told.Count);
        Assert.All(told, same => Assert.Single(same.Distinct()));
        Assert.InRange(fleet.Counters.ItemsUnanswered, s_plan.FaultCounts[FaultName.HalfDevice] / 4, told.Sum(same => same.Count() - 1));
        var greeted = new HashSet<(string, uint)>();
        foreach (var heard in broker.Heard)
        {
            var boot = (heard.Client, JsonElement.Parse(heard.Payload).GetProperty("boot").GetUInt32());
            if (heard.Topic.EndsWith("/hello", StringComparison.Ordinal)) greeted.Add(boot);
            else Assert.Contains(boot, greeted);
        }
        Assert.Equal(s_day.Setup.Devices.Count + s_plan.Clocks.Sum(c => c.Restarts.Count), greeted.Count);
    }

    static DeviceClock Clock(int emission) => s_plan.Clocks[s_plan.Devices.Index().Single(d => d.Item.Id == s_plan.Emissions[emission].Device).Index];

    static int Same(int expected, int found)
    {
        Assert.Equal(expected, found);
        return found;
    }

    static IEnumerable<(string Client, uint Boot, long Seq, long UpMs, long At)> Items(Heard heard)
    {
        var envelope = JsonElement.Parse(heard.Payload);
        foreach (var item in envelope.GetProperty("items").EnumerateArray())
            yield return (heard.Client, envelope.GetProperty("boot").GetUInt32(), item.GetProperty("seq").GetInt64(), item.GetProperty("up_ms").GetInt64(), item.GetProperty("at").GetInt64());
    }
}
