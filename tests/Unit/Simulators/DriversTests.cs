using System.Text;
using System.Text.Json;
using SpecimenLogistics.Protocol;
using SpecimenLogistics.Simulators;
using SpecimenLogistics.Simulators.Faults;
using SpecimenLogistics.Simulators.Fleet;
using SpecimenLogistics.Simulators.Runs;

namespace SpecimenLogistics.Unit.Simulators;

public sealed class DriversTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Whoever accepts anything, V002 stands still from then on.</summary>
    sealed class StandsStill(Day day) : IOpenDay
    {
        public List<IReadOnlyList<Obeyed>> Asked { get; } = [];
        public Truth? Undisturbed => null;

        public Day Day(IReadOnlyList<Obeyed> obeyed)
        {
            Asked.Add(obeyed);
            return obeyed.Count == 0 ? day : day with { Emissions = [.. day.Emissions.Where(e => e.Device != "V002" || e.At < obeyed.Min(o => o.At))] };
        }
    }

    sealed class ChangesThePast(Day day) : IOpenDay
    {
        public Truth? Undisturbed => null;
        public Day Day(IReadOnlyList<Obeyed> obeyed) => obeyed.Count == 0 ? day : day with { Emissions = [.. day.Emissions.Skip(1)] };
    }

    static Day WithHandheld()
    {
        var day = TinyDay.Make();
        return day with { Setup = day.Setup with { Devices = [.. day.Setup.Devices, new DeviceSetup("S-V001", "scanners", "secret-h", "vehicle:V001")] } };
    }

    static string Told(string id) => Encoding.UTF8.GetString(Wire.Write(new InstructionMessage(id, TinyDay.Starts.ToUnixTimeMilliseconds(), "divert", "Turn left.", "because", [])));

    static async Task<(Drivers Drivers, Task Played)> PlayAsync(IOpenDay open, Day day, Recorder broker, string[] told, long startMs = 0)
    {
        var clock = new ProgrammeClock(TimeProvider.System, 600, (day.Setup.Ends - day.Setup.Starts).Ticks / TimeSpan.TicksPerMillisecond, startMs);
        var plan = ChannelFaults.Plan(day, new HashSet<string>());
        var drivers = new Drivers(open, new HashSet<string>(), clock, day, plan, 0.05, []);
        var fleet = new DeviceFleet(plan, [broker.Address], clock, TimeProvider.System, 0, drivers.Hear);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var play = fleet.PlayAsync(stop.Token);
        await broker.SubscribedAsync("S-V001", Cancel);
        clock.Start();
        var driving = drivers.PlayAsync(fleet, stop.Token);
        foreach (var each in told) await broker.TellAsync("v1/vehicles/V001/instructions", each);
        await Task.WhenAny(play, driving);
        await stop.CancelAsync();
        await play;
        await fleet.DisposeAsync();
        return (drivers, driving);
    }

    static List<(string Act, string Instruction, long Seq, long At)> Scans(Recorder broker) => [.. broker.Heard.Where(h => h is { Client: "S-V001" } && h.Topic.EndsWith("/scan", StringComparison.Ordinal))
        .SelectMany(h => JsonElement.Parse(h.Payload).GetProperty("items").EnumerateArray())
        .Select(i => (i.GetProperty("act").GetString()!, i.GetProperty("instruction").GetString()!, i.GetProperty("seq").GetInt64(), i.GetProperty("at").GetInt64()))];

    [Fact(Timeout = 60_000)]
    public async Task A_driver_looks_then_accepts_and_the_day_goes_on_by_it()
    {
        var day = WithHandheld();
        await using var broker = await Recorder.StartAsync();
        var open = new StandsStill(day);
        // Told twice: a repeat is nothing new. What is no instruction is counted and harms nobody.
        var (drivers, played) = await PlayAsync(open, day, broker, [Told("ORD-1.V001"), Told("ORD-1.V001"), "{\"instruction\":7}"]);
        await played;
        var obeyed = Assert.Single(drivers.Obeyed);
        Assert.Equal(("V001", "ORD-1.V001"), (obeyed.Vehicle, obeyed.Told.Instruction));
        var scans = Scans(broker);
        Assert.Equal([Act.InstructionSeen, Act.InstructionAccepted], scans.OrderBy(s => s.At).Select(s => s.Act));
        Assert.Equal(obeyed.At.ToUnixTimeMilliseconds(), scans.Single(s => s.Act == Act.InstructionAccepted).At);
        Assert.Equal(2, scans.Select(s => s.Seq).Distinct().Count());
        var stood = broker.Messages.Where(m => m.Client == "V002").Max(m => JsonElement.Parse(m.Payload).GetProperty("items")[0].GetProperty("at").GetInt64());
        Assert.True(stood < obeyed.At.ToUnixTimeMilliseconds());
        Assert.Equal(day.Emissions.Count(e => e.Device == "V001"), broker.Messages.Count(m => m.Client == "V001"));
        Assert.Equal(1, drivers.Lost);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_would_be_accepted_after_the_days_end_is_not_and_keeps_no_day_open()
    {
        var day = WithHandheld();
        await using var broker = await Recorder.StartAsync();
        var (drivers, played) = await PlayAsync(new StandsStill(day), day, broker, [Told("ORD-1.V001")], (long)(day.Setup.Ends - day.Setup.Starts).TotalMilliseconds - 30_000);
        await played;
        Assert.Empty(drivers.Obeyed);
        Assert.DoesNotContain(Scans(broker), s => s.Act == Act.InstructionAccepted);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_world_whose_past_changes_ends_the_run()
    {
        var day = WithHandheld();
        await using var broker = await Recorder.StartAsync();
        var (_, played) = await PlayAsync(new ChangesThePast(day), day, broker, [Told("ORD-1.V001")]);
        var trouble = await Assert.ThrowsAsync<RunTrouble>(() => played);
        Assert.Contains("the past changed", trouble.Message);
    }
}
