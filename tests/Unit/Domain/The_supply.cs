using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Tests.Unit.Domain;

/// <summary>How long a centre's kits and boxes last at today's rate, and what to bring before they run out.</summary>
public sealed class The_supply
{
    static readonly Party Centre = Code.Parse<Party>("centre:CW01");
    static Instant At(double hour) => Facts.Morning + TimeSpan.FromHours(hour);
    static readonly OpenHours[] TwoSessions = [new(At(0), At(5.5)), new(At(6.5), At(12))];

    [Fact]
    public void Lasts_when_kits_and_boxes_outlive_the_open_hours_that_are_left()
    {
        var cover = Cover.Of(kits: 1200, boxes: 6, new StockRate(100, 200, At(1)), TwoSessions);
        Assert.Equal((12d, 12d, null, 0, 0), (cover.KitHours, cover.BoxHours, cover.OutAt, cover.OrderKits, cover.OrderBoxes));
    }

    [Fact]
    public void Uses_nothing_while_the_centre_is_closed()
    {
        // At one o'clock there are 4.5 open hours left of the first session; the hour between does not count.
        var cover = Cover.Of(kits: 500, boxes: 9, new StockRate(100, 200, At(1)), TwoSessions);
        Assert.Equal(At(7), cover.KitsOutAt);
        Assert.Null(cover.BoxesOutAt);
        Assert.Equal(At(7), cover.OutAt);
        // 10 hours at 100 and 15 % more are 1,150; 650 are missing, in packs of 50.
        Assert.Equal((650, 0), (cover.OrderKits, cover.OrderBoxes));
    }

    [Fact]
    public void Runs_out_of_boxes_when_every_one_is_full()
    {
        var cover = Cover.Of(kits: 5000, boxes: 2, new StockRate(200, 200, At(6.5)), [new OpenHours(At(6.5), At(12))]);
        Assert.Equal((At(8.5), null, 5), (cover.BoxesOutAt!.Value, cover.KitsOutAt, cover.OrderBoxes));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(8.0, false)]
    [InlineData(8.4, true)]
    [InlineData(9.0, true)]
    public void Is_low_when_nothing_planned_comes_in_time(double? next, bool low)
    {
        var cover = Cover.Of(5000, 2, new StockRate(200, 200, At(6.5)), [new OpenHours(At(6.5), At(12))]);
        Assert.Equal(low, StockRule.IsLow(cover, next is { } hour ? At(hour) : null));
    }

    [Fact]
    public void Is_said_once_and_taken_back_once()
    {
        var (low, fine) = (Cover.Of(5000, 2, new StockRate(200, 200, At(6.5)), TwoSessions), Cover.Of(5000, 20, new StockRate(200, 200, At(6.5)), TwoSessions));
        Assert.Equal(new StockJudged(true, At(8.5), 0, 5), StockRule.Judge(false, low, null));
        Assert.Null(StockRule.Judge(true, low, null));
        Assert.Equal(new StockJudged(false, null, 0, 0), StockRule.Judge(true, fine, null));
        Assert.Null(StockRule.Judge(false, fine, null));
    }

    [Fact]
    public void Takes_its_rate_from_the_session_that_runs_once_it_has_sealed_a_box()
    {
        var site = Site(Sealed("BX-0001", 2, 200), Sealed("BX-0002", 5, 150));
        Assert.Equal(new StockRate(70, 200, At(5)), StockRate.Of(site));
        Assert.Equal(new StockRate(200, 200, At(7.5)), StockRate.Of(Site(Sealed("BX-0001", 2, 200), Sealed("BX-0002", 5, 150), Sealed("BX-0003", 7.5, 200))));
        Assert.Null(StockRate.Of(Site()));
    }

    [Fact]
    public void Proposes_an_order_to_a_vehicle_that_is_free_and_none_where_something_comes()
    {
        var view = Read(Site(Sealed("BX-0001", 7.5, 200)));
        Assert.Equal((500 - 200, 0, true), (view.Kits, view.Stock!.Boxes, view.Stock.AsOf is not null));
        var line = Assert.Single(new SupplyDesk([view], [Vehicle("V001", Trip("T1", 7, 9)), Vehicle("V002", Trip("T2", 1, 2))], At(7.6)).Lines());
        Assert.True(line.Low);
        Assert.Equal(new OrderSupply(view.Id, 6, 750, Code.Parse<TripId>("TS-CW01-1"), Code.Parse<VehicleId>("V002")), line.Proposal);
        var fed = Assert.Single(new SupplyDesk([view], [Vehicle("V001", new PlannedTrip(Code.Parse<TripId>("T9"), Code.Parse<VehicleId>("V001"), TripKind.Supply, [new PlannedStop(view.Id, At(7.62), StopPurpose.Supply, null)]))], At(7.6)).Lines());
        Assert.Equal("T9", fed.Next!.Trip.Value);
    }

    [Fact]
    public void Counts_on_what_was_ordered_until_it_is_there_and_no_longer_than_it_may_take()
    {
        var view = Read(Site(Sealed("BX-0001", 7.5, 200)));
        var order = new OrderSupply(view.Id, 6, 750, Code.Parse<TripId>("TS-1"), Code.Parse<VehicleId>("V001"));
        VehicleView Sent(params VisitView[] visits) => Vehicle("V001", new PlannedTrip(order.NewTrip, order.Vehicle, TripKind.Supply, [new PlannedStop(view.Id, At(7.6), StopPurpose.Supply, null)]) { Supplies = order }) with { Visits = visits };
        SupplyDesk Desk(double hour, params VisitView[] visits) => new([view], [Sent(visits)], At(hour));
        Assert.Equal((true, At(8.6)), (Desk(8).IsOrdered(view.Id), Desk(8).Next(view.Id)!.At));
        Assert.False(Desk(8.7, new VisitView(view.Id, At(8.5), At(8.6), "Scan")).IsOrdered(view.Id));
        Assert.True(Desk(8.7, new VisitView(view.Id, At(7), At(7.1), "Scan")).IsOrdered(view.Id));
        Assert.False(Desk(10).IsOrdered(view.Id));
        Assert.False(new SupplyDesk([view], [Vehicle("V002", Trip("T1", 7, 9))], At(8)).IsOrdered(view.Id));
    }

    [Fact]
    public void Knows_kits_by_lot_those_first_that_go_off_first()
    {
        var site = Site(new KitsArrived(50, Centre, Code.Parse<LotId>("K-B"), new DateOnly(2021, 3, 1)), new KitsArrived(100, Centre, Code.Parse<LotId>("K-A"), new DateOnly(2021, 1, 1)), new KitsArrived(25, Centre), new KitsArrived(10, Centre, Code.Parse<LotId>("K-B"), new DateOnly(2021, 3, 1)));
        Assert.Equal(["K-A 100", "K-B 60"], Read(site).Lots!.Select(l => $"{l.Lot} {l.Arrived}"));
        Assert.Null(Read(Site(new KitsArrived(25, Centre))).Lots);
    }

    [Fact]
    public void Low_stock_is_an_amber_incident_of_the_centre_and_gone_when_it_lasts()
    {
        CauseSummary Said(params Fact[] facts) => (CauseSummary)Site(facts).Summaries()[IncidentId.Of(CauseKind.StockLow, new Subject(SubjectKind.Site, "CW01"))];
        Assert.Equal((Severity.Amber, true), (Said(new StockJudged(true, At(9), 50, 1)).Severity, Said(new StockJudged(true, At(9), 50, 1)).Present));
        Assert.False(Said(new StockJudged(true, At(9), 50, 1), new StockJudged(false, null, 0, 0)).Present);
    }

    static SiteView Read(SiteState site) => ViewJson.Read<SiteView>(Views.Of(site));

    static VehicleView Vehicle(string id, params PlannedTrip[] trips) => new(Code.Parse<VehicleId>(id), null, new AccountView(0, 0, 0, 0), [], [], null, trips);
    static PlannedTrip Trip(string id, double from, double to) => new(Code.Parse<TripId>(id), Code.Parse<VehicleId>("V001"), TripKind.Specimen, [new PlannedStop(Code.Parse<SiteId>("WH1"), At(from), StopPurpose.Start, null), new PlannedStop(Code.Parse<SiteId>("WH1"), At(to), StopPurpose.End, null)]);

    static Learned Sealed(string box, double hour, int tubes) => new(new Subject(SubjectKind.Box, box), 1, new BoxSummary(Code.Parse<BoxId>(box), [new CycleSummary(
        1, BoxPlace.CentreSealed, Centre, tubes, 0, At(hour), null, null, null, null, null, null, null, [new Span(Centre, Instant.Min, false)], [], TimeSpan.Zero)]));

    static SiteState Site(params Fact[] facts)
    {
        var date = new DateOnly(2020, 9, 6);
        Fact[] all =
        [
            new SiteRegistered("Hall", "會堂", "CW", 22.3, 114.1, 50, SiteRole.Centre, Code.Parse<BeaconId>("B-CW01"), Code.Parse<SiteId>("LAB1"), 90, [], [], 500),
            new SessionsPlanned(date, [.. TwoSessions.Select((s, i) => new PlannedSession(new DeliveryId(date, Code.Parse<SiteId>("CW01"), i + 1), s.Opens, s.Closes))]), .. facts,
        ];
        return all.Select((f, i) => new Recorded(FactIds.Named($"supply\n{i}"), new Stamp(At(0) + TimeSpan.FromSeconds(i), "S", 1, i, 0), TimeSpan.Zero, null, At(0), null, null, null, f))
            .Aggregate(SiteState.Start("CW01"), (s, f) => s.Apply(f));
    }
}
