using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Grains;

namespace SpecimenLogistics.Tests.Cluster;

/// <summary>The dispatcher over a real store and real grains, a turn at a time, its programme clock moved by hand. What it orders is kept by a desk of the test's own.</summary>
public sealed class The_automatic_dispatcher : IAsyncLifetime
{
    static readonly DateTimeOffset Closed = new(2020, 9, 6, 12, 0, 0, TimeSpan.Zero);
    static readonly DeliveryId Delivery = Code.Parse<DeliveryId>("2020-09-06/CW01/2");
    static readonly Subject Incident = new(SubjectKind.Incident, $"at-risk:{Delivery}");

    static readonly Subject Plan = Subject.OfPlan(Delivery.Date);

    readonly HandClock clock = new() { Now = Closed };
    readonly Desk desk = new();
    OneSilo silo = null!;
    AutoDispatcher dispatcher = null!;
    int facts;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        silo = await OneSilo.Start(OneSilo.NewFolder());
        dispatcher = new AutoDispatcher(silo.Store, silo.Services.GetRequiredService<IFeed>(), silo.Services.GetRequiredService<ITrack>(), desk, silo.Grains, clock, TimeProvider.System, new AlwaysOnDuty(), NullLogger<AutoDispatcher>.Instance);
        await Record(Subject.Of(Code.Parse<SiteId>("CW01")), Site(SiteRole.Centre, 22.28));
        await Record(Subject.Of(Code.Parse<SiteId>("LAB1")), Site(SiteRole.Laboratory, 22.37));
        await Record(Subject.Of(Code.Parse<VehicleId>("V001")), new VehicleRegistered(Code.Parse<BeaconId>("B-V001")));
        await silo.Services.GetRequiredService<ITrack>().Append(new TelemetryBatch(
            "vehicle/V001", "V001", 1, At(Closed).Microseconds, [new NewPosition(1, At(Closed).Microseconds, 0, 22.30, 114.16, 0, 0, 5)], [], []), Cancel);
        await Record(Subject.Of(Delivery), new Learned(Subject.Of(Delivery.Site), 1, new DeliverySummary(
            Delivery.Site, "Centre", "中心", Code.Parse<SiteId>("LAB1"), At(Closed.AddHours(-5)), At(Closed), At(Closed), TimeSpan.Zero, 90,
            [new DeliveredBox(Code.Parse<BoxId>("BX-0001"), true, 7, null)])));
    }

    public ValueTask DisposeAsync() => silo.DisposeAsync();

    [Fact]
    public async Task does_nothing_while_nothing_is_wrong()
    {
        await Turn(20);
        await Turn(25);
        Assert.Empty(desk.Given);
    }

    [Fact]
    public async Task takes_the_first_choice_after_a_minute_and_takes_the_incident_on_with_what_it_did()
    {
        await AtRisk(20);
        await Turn(20);
        Assert.Empty(desk.Given);
        await Turn(21);
        var (order, actor, reason) = Assert.Single(desk.Given);
        Assert.Equal("V001", Assert.IsType<AddTrip>(order).Trip.Vehicle.Value);
        Assert.Equal(("ST-AUTO", "V001, 7 min away, collects at CW01"), (actor.Value, reason));
        var incident = ViewJson.Read<IncidentView>((await silo.Grains.GetGrain(Incident).Read()).View);
        Assert.Equal((IncidentStatus.Acknowledged, "ST-AUTO"), (incident.Status, incident.Owner?.Value));
        Assert.Equal([reason], incident.Notes);
    }

    [Fact]
    public async Task orders_nothing_more_about_it_until_that_is_accepted_or_has_failed()
    {
        await AtRisk(20);
        foreach (var minute in new[] { 20, 21, 22, 30 }) await Turn(minute);
        Assert.Single(desk.Given);
        desk.StillOpen.Clear();
        await Turn(31);
        Assert.Equal(2, desk.Given.Count);
    }

    [Fact]
    public async Task leaves_an_incident_to_whoever_has_it_and_tries_again_after_a_refusal()
    {
        await AtRisk(20);
        await Record(Incident, new IncidentActed(IncidentAct.Acknowledge, Code.Parse<StaffId>("P-1"), null), At(Closed.AddMinutes(20)));
        desk.Refuse = "the trip is known";
        await Turn(20);
        await Turn(21);
        Assert.Empty(desk.Given);
        desk.Refuse = null;
        await Turn(26);
        await Turn(27);
        Assert.Single(desk.Given);
        Assert.Equal("P-1", ViewJson.Read<IncidentView>((await silo.Grains.GetGrain(Incident).Read()).View).Owner?.Value);
    }

    [Fact]
    public async Task gives_its_order_as_a_fact_of_the_plan_as_people_do_and_waits_while_the_driver_has_not_accepted_it()
    {
        var trip = new PlannedTrip(Code.Parse<TripId>("T001"), Code.Parse<VehicleId>("V009"), TripKind.Specimen, [new PlannedStop(Code.Parse<SiteId>("LAB1"), At(Closed), StopPurpose.Unload, null)]);
        await Record(Plan, new PlanMade(Delivery.Date, [trip]));
        dispatcher = new AutoDispatcher(
            silo.Store, silo.Services.GetRequiredService<IFeed>(), silo.Services.GetRequiredService<ITrack>(), new PlanDesk(silo.Store, new LoopViews(silo.Store), silo.Grains, clock), silo.Grains, clock, TimeProvider.System, new AlwaysOnDuty(), NullLogger<AutoDispatcher>.Instance);
        await AtRisk(20);
        foreach (var minute in new[] { 20, 21, 27, 28 }) await Turn(minute);
        var order = Assert.Single(ViewJson.Read<PlanView>((await silo.Grains.GetGrain(Plan).Read()).View).Orders);
        Assert.Equal(("ORD-0001-A", "ST-AUTO", "V001, 7 min away, collects at CW01"), (order.Id.Value, order.Actor?.Value, order.Reason));
        Assert.IsType<AddTrip>(order.Order);
    }

    async Task AtRisk(int minute)
    {
        await Record(Subject.Of(Delivery), new RiskJudged(true, -3), At(Closed.AddMinutes(minute)));
        await Record(Incident, new Learned(Subject.Of(Delivery), 2, new CauseSummary(CauseKind.AtRisk, Severity.Amber, true, Subject.Of(Delivery), At(Closed.AddMinutes(minute)), ["CW01"])), At(Closed.AddMinutes(minute)));
    }

    Task Turn(int minute)
    {
        clock.Now = Closed.AddMinutes(minute);
        return dispatcher.TakeTurn(Cancel);
    }

    Task Record(Subject about, Fact fact, Instant? at = null) => silo.Grains.GetGrain(about).Record(new FactBatch([new Recorded(
        FactIds.Named($"test\n{++facts}"), new Stamp(at ?? new Instant(facts), "", 0, 0, 0), TimeSpan.Zero, null, at ?? new Instant(0),
        fact is IncidentActed { Owner: { } owner } ? owner : null, null, null, fact).ToEnvelope()]));

    static SiteRegistered Site(SiteRole role, double latDeg) => new(
        "Name", "名", "District", latDeg, 114.16, 50, role, Code.Parse<BeaconId>("B-" + role), role == SiteRole.Centre ? Code.Parse<SiteId>("LAB1") : null, 90, [], [], 100);

    static Instant At(DateTimeOffset time) => Instant.From(time);

    sealed class Desk : IOrderDesk
    {
        public List<(Order Order, StaffId Actor, string Reason)> Given { get; } = [];
        public HashSet<OrderId> StillOpen { get; } = [];
        public string? Refuse { get; set; }

        public Task<GivenOrder> Give(Order order, StaffId actor, string reason, CancellationToken cancel)
        {
            if (Refuse is not null) return Task.FromResult(new GivenOrder(null, Refuse));
            Given.Add((order, actor, reason));
            var id = Code.Parse<OrderId>($"ORD-{Given.Count:0000}");
            StillOpen.Add(id);
            return Task.FromResult(new GivenOrder(id, null));
        }

        public Task<IReadOnlySet<OrderId>> Open(IReadOnlyCollection<OrderId> orders, CancellationToken cancel) =>
            Task.FromResult<IReadOnlySet<OrderId>>(orders.Where(StillOpen.Contains).ToHashSet());
    }

    sealed class HandClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
