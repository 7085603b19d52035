using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Grains;

namespace SpecimenLogistics.Tests.Cluster;

/// <summary>The watch over a real store and real grains, a turn at a time, its programme clock moved by hand.</summary>
public sealed class The_risk_watch : IAsyncLifetime
{
    static readonly DateTimeOffset Closed = new(2020, 9, 6, 12, 0, 0, TimeSpan.Zero);
    static readonly DeliveryId Delivery = Code.Parse<DeliveryId>("2020-09-06/CW01/2");
    static readonly VehicleId Vehicle = Code.Parse<VehicleId>("V001");

    readonly HandClock clock = new() { Now = Closed };
    OneSilo silo = null!;
    RiskWatch watch = null!;
    int facts;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        silo = await OneSilo.Start(OneSilo.NewFolder());
        watch = new RiskWatch(silo.Store, new LoopViews(silo.Store), silo.Services.GetRequiredService<ITrack>(), silo.Grains, clock, TimeProvider.System, new AlwaysOnDuty(), NullLogger<RiskWatch>.Instance);
        await Record(Subject.Of(Code.Parse<SiteId>("CW01")), Site(SiteRole.Centre, 22.28));
        await Record(Subject.Of(Code.Parse<SiteId>("LAB1")), Site(SiteRole.Laboratory, 22.37));
        await Record(Subject.Of(Vehicle), new VehicleRegistered(Code.Parse<BeaconId>("B-V001")));
        await Summary(1, null);
    }

    public ValueTask DisposeAsync() => silo.DisposeAsync();

    [Fact]
    public async Task says_nothing_while_there_is_time_and_raises_the_alarm_once_when_there_is_none()
    {
        Assert.Equal("", await At(10));
        Assert.Equal("", await At(40));
        Assert.Equal("at risk", await At(65));
        Assert.Equal("at risk", await At(66));
        Assert.True((await View()).AtRisk);
    }

    [Fact]
    public async Task keeps_the_alarm_until_there_are_minutes_to_spare_and_then_takes_it_back()
    {
        await At(65);
        await Summary(2, Closed.AddMinutes(65));
        // Nine kilometres to go: about two minutes to spare do not end the alarm, ten do.
        await Fix(69, 22.29);
        Assert.Equal("at risk", await At(70));
        await Fix(71, 22.36);
        Assert.Equal("at risk, clear", await At(72));
        Assert.False((await View()).AtRisk);
    }

    [Fact]
    public async Task fears_for_a_delivery_whose_carrier_stands_still_on_the_road()
    {
        await Summary(2, Closed.AddMinutes(10));
        await Fix(12, 22.33);
        Assert.Equal("", await At(13));
        for (var minute = 14; minute <= 44; minute += 2)
        {
            await Fix(minute, 22.33);
            await At(minute);
        }
        Assert.Equal("at risk", await At(45));
    }

    [Fact]
    public async Task fears_for_what_is_bound_for_a_laboratory_whose_intake_is_stopped_until_it_is_open_again()
    {
        var plan = Subject.OfPlan(Delivery.Date);
        Learned Says(long version, IntakeState state, double? until) => new(plan, version, new SiteOrdersSummary(
            Delivery.Date, new SetIntake(Code.Parse<SiteId>("LAB1"), state, null, until is { } minutes ? At(Closed.AddMinutes(minutes)) : null), []));
        Assert.Equal("", await At(10));
        await Record(Subject.Of(Code.Parse<SiteId>("LAB1")), Says(1, IntakeState.Stopped, 95));
        Assert.Equal("at risk", await At(11));
        await Record(Subject.Of(Code.Parse<SiteId>("LAB1")), Says(2, IntakeState.Open, null));
        Assert.Equal("at risk, clear", await At(12));
    }

    [Fact]
    public async Task does_not_watch_what_is_unloaded_or_still_far_from_closing()
    {
        Assert.Equal("", await At(-31));
        await Summary(2, Closed.AddMinutes(10), unloaded: Closed.AddMinutes(50));
        Assert.Equal("", await At(200));
    }

    /// <summary>A turn at so many minutes after closure; every judgement so far.</summary>
    async Task<string> At(int minutes)
    {
        clock.Now = Closed.AddMinutes(minutes);
        await watch.TakeTurn(Cancel);
        var rows = await silo.Journal.Read(Subject.Of(Delivery).Value, 0, Cancel);
        return string.Join(", ", rows.Select(r => FactCodec.Read(r.Fact.Payload)).OfType<RiskJudged>().Select(r => r.AtRisk ? "at risk" : "clear"));
    }

    async Task<DeliveryView> View() => ViewJson.Read<DeliveryView>((await silo.Grains.GetGrain(Subject.Of(Delivery)).Read()).View);

    Task Summary(long version, DateTimeOffset? collected, DateTimeOffset? unloaded = null) => Record(Subject.Of(Delivery), new Learned(
        Subject.Of(Delivery.Site), version, new DeliverySummary(
            Delivery.Site, "Centre", "中心", Code.Parse<SiteId>("LAB1"), At(Closed.AddHours(-5)), At(Closed), At(Closed), TimeSpan.Zero, 90,
            [new DeliveredBox(Code.Parse<BoxId>("BX-0001"), true, 7, Cycle(collected, unloaded))])));

    static CycleSummary Cycle(DateTimeOffset? collected, DateTimeOffset? unloaded) => new(
        1, collected is null ? BoxPlace.CentreSealed : BoxPlace.WithCarrier, Code.Parse<Party>("centre:CW01"), 7, 0, At(Closed), collected is { } c ? At(c) : null,
        collected is null ? null : Party.Vehicle(Vehicle), unloaded is { } u ? At(u) : null, null, null, null, null, [new Span(Code.Parse<Party>("centre:CW01"), Instant.Min, false)], [], TimeSpan.Zero);

    Task Fix(int minute, double latDeg) => silo.Services.GetRequiredService<ITrack>().Append(
        new TelemetryBatch(Subject.Of(Vehicle).Value, "V001", 1, At(Closed.AddMinutes(minute)).Microseconds, [new NewPosition(++facts, At(Closed.AddMinutes(minute)).Microseconds, 0, latDeg, 114.16, 0, 0, 5)], [], []), Cancel);

    Task Record(Subject about, Fact fact) => silo.Grains.GetGrain(about).Record(new FactBatch([new Recorded(
        FactIds.Named($"test\n{++facts}"), new Stamp(new Instant(facts), "", 0, 0, 0), TimeSpan.Zero, null, new Instant(0), null, null, null, fact).ToEnvelope()]));

    static SiteRegistered Site(SiteRole role, double latDeg) => new(
        "Name", "名", "District", latDeg, 114.16, 50, role, Code.Parse<BeaconId>("B-" + role), role == SiteRole.Centre ? Code.Parse<SiteId>("LAB1") : null, 90, [], [], 100);

    static Instant At(DateTimeOffset time) => Instant.From(time);

    sealed class HandClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
