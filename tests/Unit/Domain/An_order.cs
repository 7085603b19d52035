using SpecimenLogistics.Domain;
using static SpecimenLogistics.Tests.Unit.Domain.OrderFacts;

namespace SpecimenLogistics.Tests.Unit.Domain;

/// <summary>What an order does to the plan, and what drivers and sites are told of it.</summary>
public sealed class An_order
{
    PlanState plan = PlanState.Start("2020-09-06").Apply(At(0, Plan));
    int facts;

    static Recorded At(int minute, Fact fact, int number = 0) => new(
        new Guid(number, 0, 0, new byte[8]), new Stamp(Facts.Morning + TimeSpan.FromMinutes(minute), "", 0, number, 0), TimeSpan.Zero, null, Facts.Morning, null, null, null, fact);

    void Give(Order order)
    {
        facts++;
        plan = plan.Apply(At(300 + facts, new OrderGiven(Code.Parse<OrderId>($"ORD-{facts}"), order, "because"), facts));
    }

    PlannedTrip? TripOf(int number) => plan.Trips.SingleOrDefault(t => t.Trip == T(number));
    TripsSummary? Told(int vehicle) => plan.Summaries().GetValueOrDefault(Subject.Of(V(vehicle))) as TripsSummary;
    SiteOrdersSummary? Told(string site) => plan.Summaries().GetValueOrDefault(Subject.Of(S(site))) as SiteOrdersSummary;

    [Fact]
    public void Without_one_the_plan_tells_nobody_anything() => Assert.Empty(plan.Summaries());

    [Fact]
    public void Gives_a_trip_to_another_vehicle_and_tells_both()
    {
        Give(new AssignVehicle(T(1), V(3)));
        Assert.Equal(V(3), TripOf(1)!.Vehicle);
        Assert.Equal([T(1), T(3)], Told(3)!.Trips.Select(t => t.Trip).Order(Comparer<TripId>.Create((a, b) => string.CompareOrdinal(a.Value, b.Value))));
        Assert.Empty(Told(1)!.Trips);
        Assert.Equal("You do not drive T0001 (CW01 - LAB1) any more.", Assert.Single(Told(1)!.Instructions).Text);
        Assert.Null(Told(2));
    }

    [Fact]
    public void Diverts_a_load_and_says_whose_boxes_go_there()
    {
        Give(new Divert(T(2), S("LAB2")));
        Assert.Equal(S("LAB2"), TripOf(2)!.Stops.Single(s => s.Purpose == StopPurpose.Unload).Site);
        var told = Assert.Single(Told(2)!.Instructions);
        Assert.Equal((S("LAB2"), "CW02 CW03", "Take your load to LAB2 instead of LAB1."), (told.Takes!.Laboratory, string.Join(' ', told.Takes.Centres.Select(c => c.Value)), told.Text));
    }

    [Fact]
    public void Gives_a_diverted_trip_to_another_vehicle_with_the_laboratory_it_was_diverted_to()
    {
        Give(new Divert(T(1), S("LAB2")));
        Give(new AssignVehicle(T(1), V(3)));
        Assert.Equal(S("LAB2"), Assert.Single(Told(3)!.Instructions).Takes!.Laboratory);
    }

    [Fact]
    public void Splits_a_load_between_two_vehicles()
    {
        Give(new SplitLoad(T(2), S("CW03"), T(9), V(3)));
        Assert.DoesNotContain(TripOf(2)!.Stops, s => s.Site == S("CW03"));
        Assert.Equal(["CW03", "LAB1"], TripOf(9)!.Stops.Select(s => s.Site.Value));
        Assert.NotNull(Told(2));
        Assert.NotNull(Told(3));
    }

    [Fact]
    public void Has_boxes_fetched_from_a_vehicle_that_stands_on_the_road()
    {
        Give(new TransferBoxes(V(1), V(3), [Code.Parse<BoxId>("BX-0001")], new GeoPoint(22.3, 114.1), T(7), S("LAB2")));
        Assert.Equal((V(3), V(1)), (TripOf(7)!.Vehicle, TripOf(7)!.Fetches!.From));
        Assert.All(new[] { Told(1), Told(3) }, t => Assert.NotNull(Assert.Single(t!.Instructions).Transfer));
    }

    [Fact]
    public void Suspends_sessions_so_that_nobody_drives_for_them_and_takes_it_back()
    {
        Give(new SuspendSessions([new DeliveryId(Date, S("CW01"), 1), new DeliveryId(Date, S("CW02"), 1)]));
        Assert.Empty(Told(1)!.Trips);
        Assert.DoesNotContain(Assert.Single(Told(2)!.Trips).Stops, s => s.Site == S("CW02"));
        Assert.Equal("2020-09-06/CW01/1", Assert.Single(Told("CW01")!.Suspended).Value);
        Give(new ResumeSessions([new DeliveryId(Date, S("CW01"), 1)]));
        Assert.Single(Told(1)!.Trips);
        Assert.Empty(Told("CW01")!.Suspended);
    }

    [Fact]
    public void About_a_trip_that_is_not_there_any_more_changes_nothing_and_stays_recorded()
    {
        Give(new CancelTrip(T(1)));
        Give(new Divert(T(1), S("LAB2")));
        Assert.Null(TripOf(1));
        Assert.Equal(2, plan.Orders.Count);
        Assert.Single(Told(1)!.Instructions);
    }

    [Fact]
    public void Has_an_instruction_that_can_be_read_again_however_long_its_id_and_the_vehicles_are()
    {
        var id = InstructionId.Of(Code.Parse<OrderId>(new string('O', Code.MaxLength)), Code.Parse<VehicleId>(new string('V', Code.MaxLength)));
        Assert.True(InstructionId.TryParse(id.Value, out var again));
        Assert.Equal(id, again);
    }

    [Fact]
    public void That_no_driver_has_looked_at_for_two_minutes_is_an_incident_until_he_has()
    {
        var vehicle = VehicleState.Start("V001").Apply(At(310, new Learned(Subject.OfPlan(Date), 1, OrderFacts.Told(1)), 1));
        var due = Assert.Single(vehicle.Deadlines());
        Assert.Equal(DeadlineKind.InstructionUnseen, due.What);
        vehicle = vehicle.Apply(At(312, new TimePassed(due.What, due.DueAt), 2));
        Assert.True(Cause(vehicle, CauseKind.InstructionUnseen)!.Present);
        vehicle = vehicle.Apply(At(313, new InstructionSeen(InstructionId.Of(Code.Parse<OrderId>("ORD-1"), V(1))), 3));
        Assert.False(Cause(vehicle, CauseKind.InstructionUnseen)!.Present);
        Assert.Empty(vehicle.Deadlines());
    }

    [Fact]
    public void Binds_the_boxes_a_driver_has_or_takes_from_when_he_accepts_it_and_not_those_he_had_set_down()
    {
        var vehicle = VehicleState.Start("V001").Apply(At(310, new Learned(Subject.OfPlan(Date), 1, OrderFacts.Told(1)), 1));
        vehicle = Carry(Carry(vehicle, "BX-0001", 305, null, 2), "BX-0002", 290, 300, 3);
        Assert.Empty(vehicle.Summaries());
        vehicle = vehicle.Apply(At(315, new InstructionAccepted(InstructionId.Of(Code.Parse<OrderId>("ORD-1"), V(1))), 4));
        var said = Assert.Single(vehicle.Summaries());
        Assert.Equal("box/BX-0001", said.Key.Value);
        Assert.Equal(S("LAB2"), Assert.Single(((SightingSummary)said.Value).Bound!).Laboratory);
    }

    [Fact]
    public void A_driver_who_says_that_he_does_not_go_on_is_red_until_he_says_that_it_is_over()
    {
        var vehicle = VehicleState.Start("V001").Apply(At(310, new TroubleReported(TroubleKind.Breakdown, "no oil"), 1));
        Assert.Equal((true, Severity.Red), (Cause(vehicle, CauseKind.Breakdown)!.Present, Cause(vehicle, CauseKind.Breakdown)!.Severity));
        Assert.NotNull(vehicle.BrokenDownSince);
        vehicle = vehicle.Apply(At(330, new TroubleReported(TroubleKind.Over, null), 2));
        Assert.False(Cause(vehicle, CauseKind.Breakdown)!.Present);
        Assert.Null(vehicle.BrokenDownSince);
    }

    static CauseSummary? Cause(VehicleState vehicle, CauseKind kind) => vehicle.Summaries().Values.OfType<CauseSummary>().SingleOrDefault(c => c.Cause == kind);

    static VehicleState Carry(VehicleState vehicle, string box, int from, int? until, int number)
    {
        static Instant M(int minute) => Facts.Morning + TimeSpan.FromMinutes(minute);
        var spans = new List<Span> { new(Code.Parse<Party>("centre:CW01"), M(0), false), new(Code.Parse<Party>("vehicle:V001"), M(from), false) };
        if (until is { } down) spans.Add(new Span(Code.Parse<Party>("laboratory:LAB1"), M(down), false));
        var cycle = new CycleSummary(1, BoxPlace.WithCarrier, Code.Parse<Party>("centre:CW01"), 7, 0, M(280), M(from), null, null, null, null, null, null, spans, [], TimeSpan.Zero);
        return vehicle.Apply(At(from, new Learned(new Subject(SubjectKind.Box, box), 1, new BoxSummary(Code.Parse<BoxId>(box), [cycle])), number));
    }
}
