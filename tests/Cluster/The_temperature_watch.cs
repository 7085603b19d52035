using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Grains;
using SpecimenLogistics.Journal;

namespace SpecimenLogistics.Tests.Cluster;

/// <summary>The watch over a real store and a real grain, a turn at a time, the programme's clock moved by hand.</summary>
public sealed class The_temperature_watch : IAsyncLifetime
{
    static readonly DateTimeOffset Sealed = new(2020, 9, 6, 10, 0, 0, TimeSpan.Zero);
    static readonly BoxId Box = Code.Parse<BoxId>("BX-0001");
    static readonly Party Centre = Code.Parse<Party>("centre:CW01"), Lab = Code.Parse<Party>("laboratory:LAB1");

    readonly HandClock clock = new() { Now = Sealed };
    readonly string folder = OneSilo.NewFolder();
    OneSilo silo = null!;
    TemperatureWatch watch = null!;
    int facts, readings;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        silo = await OneSilo.Start(folder);
        watch = Watch();
        await Record(0, new BoxRegistered(Code.Parse<SealNumber>("ES-1"), Code.Parse<BeaconId>("B-1"), Centre));
        await Record(0, new TubePacked(Code.Parse<TubeSerial>("T1"), Centre));
        await Record(0, new BoxSealed(Code.Parse<SealNumber>("ES-1"), null, 1, Centre));
    }

    public ValueTask DisposeAsync() => silo.DisposeAsync();

    TemperatureWatch Watch() => new(
        silo.Store, silo.Services.GetRequiredService<ITrack>(), silo.Grains, clock, clock, TimeProvider.System, new AlwaysOnDuty(), NullLogger<TemperatureWatch>.Instance);

    [Fact]
    public async Task says_nothing_of_a_box_without_a_logger_and_little_of_one_in_range()
    {
        Assert.Equal("", await At(20));
        await Read(5, 0, 5, 10, 15, 20);
        Assert.Equal("InRange", await At(21));
        await Read(5, 25, 30);
        Assert.Equal("InRange", await At(31));
    }

    [Fact]
    public async Task tells_when_it_is_outside_for_too_long_and_closes_at_the_receipt()
    {
        await Read(5, 0, 5, 10);
        await Read(12, 15, 20, 25, 30, 35, 40, 45, 50);
        Assert.Equal("TooWarm", await At(51));
        await Record(55, new BoxReceived(Lab, null, Condition.Warm));
        Assert.Equal("TooWarm, TooWarm closed 40", await At(60));
        Assert.Equal("TooWarm, TooWarm closed 40", await At(61));
    }

    [Fact]
    public async Task is_unknown_after_silence_and_known_again_when_late_readings_come_even_with_the_clock_standing()
    {
        await Read(5, 0, 5, 10);
        Assert.Equal("InRange", await At(12));
        Assert.Equal("InRange, Unknown silent", await At(40));
        clock.Frozen = true;
        await Read(5, 15, 20, 25, 30, 35, 40);
        Assert.Equal("InRange, Unknown silent, InRange", await At(40));
    }

    [Fact]
    public async Task begins_from_the_table_again_and_repeats_nothing()
    {
        await Read(5, 0, 5, 10);
        await At(12);
        watch = Watch();
        Assert.Equal("InRange", await At(13));
    }

    [Fact]
    public async Task does_not_judge_anew_what_was_judged_of_readings_that_are_destroyed_since()
    {
        await Read(5, 0, 5, 10);
        Assert.Equal("InRange", await At(12));
        await silo.DisposeAsync();
        using (var retention = Retention.On(folder, new HandClock { Now = Sealed.AddYears(3) }, alone: true, (_, _) => false))
            retention.Destroy(new Terms(), new Destroying(Code.Parse<StaffId>("S-1"), Code.Parse<StaffId>("S-2"), "two years are over"));
        silo = await OneSilo.Start(folder);
        watch = Watch();
        const int late = 3 * 366 * 24 * 60;
        await Read(12, late);
        Assert.Equal("InRange", await At(late));
    }

    [Fact]
    public async Task judges_by_the_programmes_own_limits()
    {
        await silo.Grains.GetGrain(Subject.Programme).Record(new FactBatch([Fact(0, new ProgrammeSet("Day", "Asia/Hong_Kong", false, null, null, null)), Fact(0, new LimitsSet(new TemperatureLimits(2, 4, 5, 15)))]));
        await Read(5, 0, 5, 10);
        Assert.Equal("TooWarm", await At(12));
    }

    /// <summary>A turn at so many minutes after sealing; every judgement so far.</summary>
    async Task<string> At(int minutes)
    {
        clock.Now = Sealed.AddMinutes(minutes);
        await watch.TakeTurn(Cancel);
        var rows = await silo.Journal.Read(Subject.Of(Box).Value, 0, Cancel);
        return string.Join(", ", rows.Select(r => FactCodec.Read(r.Fact.Payload)).OfType<TemperatureJudged>().Select(j =>
            $"{j.Chain.State}{(j.Chain.Silent ? " silent" : "")}{(j.Chain.Closed ? $" closed {j.Chain.MinutesAbove:0}" : "")}"));
    }

    async Task Read(double celsius, params int[] minutes)
    {
        foreach (var minute in minutes)
            await silo.Services.GetRequiredService<ITrack>().Append(new TelemetryBatch(
                Subject.Of(Box).Value, "L-BX-0001", 1, Moment(minute).Microseconds, [], [], [new NewTemperature(++readings, Moment(minute).Microseconds, 0, celsius)]), Cancel);
    }

    Task Record(int minute, Fact fact) => silo.Grains.GetGrain(Subject.Of(Box)).Record(new FactBatch([Fact(minute, fact)]));

    FactEnvelope Fact(int minute, Fact fact) => new Recorded(
        FactIds.Named($"test\n{++facts}"), new Stamp(Moment(minute), "S", 1, facts, 0), TimeSpan.Zero, null, Moment(minute), null, null, null, fact).ToEnvelope();

    static Instant Moment(int minute) => Instant.From(Sealed.AddMinutes(minute));

    sealed class HandClock : TimeProvider, IClockControl
    {
        public DateTimeOffset Now { get; set; }
        public bool Frozen { get; set; }
        public override DateTimeOffset GetUtcNow() => Now;
        public ClockState Read() => new(Now, 1, Frozen);
        public Task Set(ClockState state, CancellationToken cancel) => throw new NotSupportedException("moved by hand");
    }
}
