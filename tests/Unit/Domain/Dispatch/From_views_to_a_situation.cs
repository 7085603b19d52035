using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using static SpecimenLogistics.Tests.Unit.Domain.Dispatch.Evening;

namespace SpecimenLogistics.Tests.Unit.Domain.Dispatch;

/// <summary>What of a trip is still to come, who stands idle and whose driver has answered, from the views that everybody reads.</summary>
public sealed class From_views_to_a_situation
{
    static readonly DateOnly Day = new(2020, 9, 6);
    static readonly Instant Now = Closure + TimeSpan.FromMinutes(70);
    static readonly AccountView None = new(0, 0, 0, 0);
    static Instant At(double minutes) => Closure + TimeSpan.FromMinutes(minutes);

    static readonly PlannedTrip Planned = new(Trip("T1"), Vehicle("V001"), TripKind.Specimen,
    [
        new PlannedStop(Home, At(-40), StopPurpose.Start, null), new PlannedStop(Site("CW01"), At(0), StopPurpose.Collect, 2),
        new PlannedStop(Lab1, At(40), StopPurpose.Unload, null), new PlannedStop(Home, At(80), StopPurpose.End, null),
    ]);

    static SiteView View(SiteId id, SiteRole role) =>
        new(id, "", "", "", Evening.At(id.Value).LatDeg, Evening.At(id.Value).LonDeg, 60, role, null, role == SiteRole.Centre ? Lab1 : null, 90, [], [], None, [], 0, 0);

    static DeliveryBoxView Aboard(string box) => new(Code.Parse<BoxId>(box), BoxPlace.WithCarrier, Party.Vehicle(Vehicle("V001")), 100, At(12), null, null);
    static DeliveryBoxView SetDown(string box) => new(Code.Parse<BoxId>(box), BoxPlace.AtDock, Code.Parse<Party>("laboratory:LAB1"), 100, At(12), At(45), null);

    static Situation Of(GeoPoint place, Instant standsSince, IReadOnlyList<DeliveryBoxView> boxes, IReadOnlyList<VisitView> visits, InstructionView? told = null, PlanView? plan = null)
    {
        SiteView[] sites = [View(Site("CW01"), SiteRole.Centre), View(Lab1, SiteRole.Laboratory), View(Lab2, SiteRole.Laboratory), View(Home, SiteRole.Warehouse)];
        var delivery = new DeliveryView(Delivery("CW01"), "", "", Lab1, At(-300), At(0), At(1), false, 90, At(91), DeliveryStage.OnRoad, null, true, At(12), null, null, Party.Vehicle(Vehicle("V001")), false, null, boxes);
        var vehicle = new VehicleView(Vehicle("V001"), null, None, [.. boxes.Where(b => b.UnloadedAt is null).Select(b => new BoxHere(b.Box, BoxPlace.WithCarrier, 100))], visits, null, [Planned])
        { Instructions = told is null ? null : [told] };
        return Situations.Of(sites.ToDictionary(s => s.Id.Value), new Dictionary<string, VehicleView> { ["V001"] = vehicle },
            new Dictionary<string, Standing> { ["V001"] = new(place, Now, standsSince) }, [delivery], KnownTrouble.Of([vehicle], sites, plan is null ? [] : [plan]), Now);
    }

    static VisitView Was(SiteId site, double from, double to) => new(site, At(from), At(to), "Scan");
    static readonly GeoPoint Road = Between("CW01", "LAB1");

    [Fact]
    public void a_trip_that_set_down_its_load_and_went_home_is_over_though_one_box_is_still_with_it_by_the_scans()
    {
        Assert.Null(Of(Evening.At("WH1"), At(60), [SetDown("BX-1"), Aboard("BX-2")], [Was(Site("CW01"), 5, 12), Was(Lab1, 44, 48)]).Find(Trip("T1")));
        // At the dock there is more to come; and who has not been there has not set down anything there.
        Assert.NotNull(Of(Evening.At("LAB1"), At(44), [SetDown("BX-1"), Aboard("BX-2")], [Was(Site("CW01"), 5, 12), Was(Lab1, 44, 70)]).Find(Trip("T1")));
        Assert.NotNull(Of(Evening.At("CW02"), At(69), [SetDown("BX-1"), Aboard("BX-2")], [Was(Site("CW01"), 5, 12)]).Find(Trip("T1")));
    }

    [Theory]
    [InlineData("LAB1", false)]
    [InlineData("LAB2", false)]
    [InlineData("CW02", true)]
    public void a_vehicle_with_a_load_stands_idle_nowhere_at_a_laboratory(string place, bool idle) =>
        Assert.Equal(idle, Of(Evening.At(place), At(40), [Aboard("BX-1")], [Was(Site("CW01"), 5, 12)]).Vehicle(Vehicle("V001"))!.StandsSince is not null);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void an_order_is_unanswered_until_its_driver_accepts_it(bool accepted)
    {
        var order = new OrderView(Code.Parse<OrderId>("ORD-1"), At(60), null, "why", new Divert(Trip("T1"), Lab2));
        var told = new InstructionView(Code.Parse<InstructionId>("ORD-1.V001"), order.Id, "divert", "go", "why", At(60), At(61), At(62), accepted ? At(63) : null, null);
        var errand = Of(Road, At(69), [Aboard("BX-1")], [Was(Site("CW01"), 5, 12)], told, new PlanView(Day, [Planned]) { Orders = [order] }).Find(Trip("T1"))!.Value.Errand;
        Assert.Equal((At(accepted ? 63 : 60), !accepted), (errand.SettledAt!.Value, errand.Unanswered));
    }
}
