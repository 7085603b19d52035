using SpecimenLogistics.Domain;
using static SpecimenLogistics.Tests.Unit.Domain.Dispatch.Evening;

namespace SpecimenLogistics.Tests.Unit.Domain.Dispatch;

/// <summary>Small evenings that go wrong, and what a dispatcher would do.</summary>
public sealed class What_is_proposed
{
    [Fact]
    public void when_a_vehicle_breaks_down_with_boxes_is_that_the_nearest_free_one_fetches_them()
    {
        var choices = Proposals.Of(After(30, Broken(Carrying("V001", "CW01", Lab1, At("CW02"))), Free("V002", "LAB1"), Free("V003", "KT01")), new VehicleOut(Vehicle("V001")));
        Assert.Equal("1 box from V001 to V002 for LAB1", choices[0].Words());
        var effect = Assert.Single(choices[0].Effects);
        Assert.Equal((Delivery("CW01"), null), (effect.Delivery, effect.Before));
        Assert.InRange(effect.After!.Value.TotalMinutes, 20, 50);
        Assert.Equal(3, choices.Count);
    }

    [Fact]
    public void when_a_vehicle_breaks_down_before_two_trips_is_that_others_drive_them()
    {
        var broken = Broken(ToCollect("V001", At("CW01"), true, Lab1, "CW01").Then("T-later", Lab2, "KT01"));
        var choices = Proposals.Of(After(5, broken, Free("V002", "LAB1"), Free("V003", "LAB2")), new VehicleOut(Vehicle("V001")));
        Assert.Equal("V002 drives T-V001, V003 drives T-later", choices[0].Words());
    }

    [Fact]
    public void leaves_boxes_alone_that_somebody_is_already_on_the_way_for()
    {
        var situation = After(30, Broken(Carrying("V001", "CW01", Lab1, At("CW02"))), Free("V002", "LAB1"), Free("V003", "KT01"));
        var helped = situation.With(Proposals.Of(situation, new VehicleOut(Vehicle("V001")))[0].Idea.Orders);
        Assert.True(Assert.Single(Proposals.Of(helped, new VehicleOut(Vehicle("V001")))).IsNothing);
    }

    [Fact]
    public void when_the_planned_vehicle_is_too_far_is_that_a_near_one_drives_instead() =>
        Assert.Equal("V002 drives T-V001", First(After(50, ToCollect("V001", new(22.6, 114.4), false, Lab1, "CW01"), Free("V002", "CW02")), Danger("CW01")));

    [Fact]
    public void when_one_of_two_centres_makes_a_trip_late_is_that_another_collects_it()
    {
        var slow = ToCollect("V001", At("CW01"), true, Lab1, "CW01", "KT01");
        Assert.Equal("V002 collects at KT01", First(After(55, slow, Free("V002", "KT01")), Danger("KT01")));
    }

    [Fact]
    public void when_a_load_on_the_road_is_nearer_to_another_laboratory_is_to_go_there() =>
        Assert.Equal("T-V001 to LAB2", First(After(70, Carrying("V001", "CW01", Lab1, At("KT01"))), Danger("CW01")));

    [Fact]
    public void when_nobody_is_to_collect_a_delivery_is_a_trip_for_it_alone()
    {
        var planned = After(20, ToCollect("V001", At("LAB1"), false, Lab1, "CW01"), Free("V002", "CW02"));
        Assert.Equal("V002 added for CW01", First(planned.With(new CancelTrip(Trip("T-V001"))), Danger("CW01")));
    }

    [Fact]
    public void when_no_vehicle_is_free_is_that_one_who_collects_next_door_takes_the_boxes_along()
    {
        var stuck = ToCollect("V001", new(22.6, 114.4), false, Lab1, "CW01");
        Assert.Equal("T-V001 cancelled, T-V002 stops at CW02+CW01+LAB1", First(After(62, stuck, ToCollect("V002", At("CW02"), true, Lab1, "CW02")), Danger("CW01")));
    }

    [Fact]
    public void when_a_laboratory_stops_is_to_send_on_what_cannot_wait_and_leave_what_can()
    {
        var situation = After(60, Carrying("V001", "CW01", Lab1, At("CW01")), ToCollect("V002", At("KT01"), true, Lab1, "KT01")).With(Lab1, IntakeState.Stopped, untilMinutes: 120);
        Assert.Equal("T-V001 to LAB2, T-V002 to LAB2", First(situation, new LaboratoryFull(Lab1)));
        Assert.Equal("nothing", First(situation.With(Lab1, IntakeState.Stopped, untilMinutes: 65), new LaboratoryFull(Lab1)));
    }

    [Fact]
    public void for_a_load_that_was_sent_elsewhere_once_is_to_send_it_on_only_where_that_saves_its_deadline()
    {
        static Situation Told(double minutes) => After(minutes, Carrying("V001", "CW01", Lab1, At("KT01")) is var v ? v with { Errands = v.Errands.ConvertAll(e => e with { SettledAt = Closure + TimeSpan.FromMinutes(30) }) } : null!)
            .With(Lab1, IntakeState.Stopped, untilMinutes: 240);
        Assert.Equal("T-V001 to LAB2", First(Told(60), new LaboratoryFull(Lab1)));
        // Late in any case: elsewhere it would be less so.
        Assert.Equal("nothing", First(Told(95), new LaboratoryFull(Lab1)));
        Assert.Equal("T-V001 to LAB2", First(After(95, Carrying("V001", "CW01", Lab1, At("KT01"))).With(Lab1, IntakeState.Stopped, untilMinutes: 240), new LaboratoryFull(Lab1)));
    }

    [Fact]
    public void when_a_laboratory_is_slowed_is_to_send_elsewhere_only_as_many_as_it_cannot_take()
    {
        var three = After(60, Carrying("V001", "CW01", Lab1, At("LAB1")), Carrying("V002", "CW02", Lab1, At("LAB1")), Carrying("V003", "KT01", Lab1, At("LAB1")));
        var choice = Proposals.Of(three.With(Lab1, IntakeState.Slowed, untilMinutes: 180, loads: 2), new LaboratoryFull(Lab1))[0];
        Assert.Equal(2, choice.Idea.Orders.OfType<Divert>().Count());
        Assert.Equal(0, choice.Score.Late);
    }

    [Fact]
    public void when_the_harbour_is_shut_is_the_laboratory_on_this_side()
    {
        var tunnel = new ClosedRoad("tunnel", new(22.29, 114.19), new(22.29, 114.21), Closure, null);
        var situation = After(60, Carrying("V001", "CW01", Lab2, At("CW01"))) with { Closed = [tunnel] };
        Assert.Equal("T-V001 to LAB1", First(situation, new RoadShut("tunnel")));
        Assert.Equal("nothing", First(situation with { Closed = [tunnel with { Until = situation.Now }] }, new RoadShut("tunnel")));
    }

    [Fact]
    public void when_a_centre_runs_out_is_that_the_vehicle_nearest_to_the_warehouse_brings_more() =>
        Assert.Equal("V002 brings 4 boxes to CW01", First(After(-120, Free("V001", "LAB2"), Free("V002", "WH1")), new StockLow(Site("CW01"), 4, 200)));

    [Fact]
    public void when_two_centres_run_out_is_not_the_same_vehicle_for_both_while_another_is_free()
    {
        VehicleNow Promised(double inMinutes) => Free("V002", "WH1") with
        {
            Errands = [new Errand(Trip("CW02-0720a"), TripKind.Supply, false, [new Call(CallPurpose.Load, Site("WH1"), At("WH1"), Closure + TimeSpan.FromMinutes(-120 + inMinutes)), new Call(CallPurpose.Supply, Site("CW02"), At("CW02"), Closure)])],
        };
        var low = new StockLow(Site("CW01"), 4, 200);
        Assert.Equal("V001 brings 4 boxes to CW01", First(After(-120, Free("V001", "LAB2"), Promised(1)), low));
        Assert.Equal("nothing", First(After(-120, Promised(1)), low));
        // What it is to bring much later leaves time for this.
        Assert.Equal("V002 brings 4 boxes to CW01", First(After(-120, Promised(150)), low));
    }

    [Fact]
    public void when_a_centre_runs_out_and_whoever_could_go_would_be_late_for_a_load_is_nothing()
    {
        var (busy, low) = (After(-5, ToCollect("V001", At("WH1"), false, Lab1, "CW01")), new StockLow(Site("KT01"), 4, 200));
        var effect = Proposals.Of(busy, low).First(c => !c.IsNothing).Effects.Single();
        Assert.True(effect.Before - effect.After > TimeSpan.FromMinutes(10));
        Situation WithMargin(double minutes) => busy with { Loads = busy.Loads.ToDictionary(l => l.Key, l => l.Value with { TargetAt = l.Value.TargetAt - effect.Before!.Value + TimeSpan.FromMinutes(minutes) }) };
        Assert.Equal("nothing", First(WithMargin(5), low));
        Assert.Equal("V001 brings 4 boxes to KT01", First(WithMargin(90), low));
    }

    [Fact]
    public void is_nothing_where_everything_is_in_time() =>
        Assert.Equal("nothing", First(After(20, ToCollect("V001", At("CW01"), true, Lab1, "CW01"), Free("V002", "CW01")), Danger("CW01")));

    [Fact]
    public void is_never_more_than_three_and_the_fewest_late_come_first()
    {
        var choices = Proposals.Of(After(50, ToCollect("V001", new(22.6, 114.4), false, Lab1, "CW01"), Free("V002", "CW02"), Free("V003", "LAB1"), Free("V004", "LAB2")), Danger("CW01"));
        Assert.Equal(3, choices.Count);
        Assert.Equal(choices.Select(c => c.Score).Order(), choices.Select(c => c.Score));
    }

    [Fact]
    public void never_counts_on_a_vehicle_that_is_silent_or_stands() =>
        Assert.Equal("V004 drives T-V001", First(After(50, ToCollect("V001", new(22.6, 114.4), false, Lab1, "CW01"),
            Free("V002", "CW02") with { Silent = true }, Free("V003", "CW02") with { StandsSince = Closure }, Free("V004", "LAB1")), Danger("CW01")));

    static VehicleNow Broken(VehicleNow vehicle) => vehicle with { BrokenDown = true };
    static Problem Danger(string site) => new DeliveryInDanger(Delivery(site));
    static string First(Situation situation, Problem problem) => Proposals.Of(situation, problem)[0].Words();
}
