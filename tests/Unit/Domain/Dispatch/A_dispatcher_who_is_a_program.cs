using SpecimenLogistics.Domain;
using static SpecimenLogistics.Tests.Unit.Domain.Dispatch.Evening;

namespace SpecimenLogistics.Tests.Unit.Domain.Dispatch;

/// <summary>The automatic dispatcher's patience, look by look.</summary>
public sealed class A_dispatcher_who_is_a_program
{
    static readonly IReadOnlySet<string> Nothing = new HashSet<string>();

    [Fact]
    public void takes_a_minute_to_read_before_acting()
    {
        var (seen, none) = Look(new Attention(), Broken(30));
        Assert.Empty(none);
        Assert.Empty(Look(seen, Broken(30.9)).Decisions);
        Assert.Equal("1 box from V001 to V002 for LAB1", Assert.Single(Look(seen, Broken(31)).Decisions).Choice.Words());
    }

    [Fact]
    public void acts_once_and_waits_until_the_order_is_accepted_or_failed()
    {
        var (acted, _) = Look(Look(new Attention(), Broken(30)).Next, Broken(31));
        Assert.Empty(Look(acted, Broken(35)).Decisions);
        Assert.Empty(acted.Look(Broken(37), Matter.Of(Broken(37), [], [], []), new HashSet<string> { "vehicle:V001" }).Decisions);
        Assert.Single(Look(acted, Broken(37)).Decisions);
    }

    [Fact]
    public void does_nothing_that_makes_nothing_better()
    {
        Situation Calm(double minutes) => After(minutes, ToCollect("V001", At("CW01"), true, Lab1, "CW01"), Free("V002", "CW01"));
        var (seen, _) = new Attention().Look(Calm(10), Danger(Calm(10)), Nothing);
        Assert.Empty(seen.Look(Calm(12), Danger(Calm(12)), Nothing).Decisions);
    }

    [Fact]
    public void gives_no_more_than_twenty_orders_in_a_minute_and_the_rest_in_the_next()
    {
        // Thirty vehicles before one laboratory that stops.
        Situation Full(double minutes)
        {
            var vehicles = Enumerable.Range(1, 30).Select(i => Own(Carrying($"V{i:000}", "CW01", Lab1, At("CW01")))).ToArray();
            return (After(minutes, vehicles) with { Loads = ThirtyLoads(minutes) }).With(Lab1, IntakeState.Stopped, 200);
        }
        var (seen, _) = Look(new Attention(), Full(20));
        var (acted, first) = Look(seen, Full(21));
        Assert.Equal(Attention.MostOrders, first.Sum(d => d.Orders.Count));
        Assert.Empty(Look(acted, Full(21.5)).Decisions);
        var given = first[0].Orders;
        Assert.Equal(10, Look(acted, Full(22).With(given)).Decisions.Sum(d => d.Orders.Count));
    }

    [Fact]
    public void sees_for_the_second_matter_the_world_as_the_first_decision_makes_it()
    {
        // One free vehicle, two that broke down: it cannot be sent to both as if it were free.
        Situation Two(double minutes) => After(minutes, Break(Carrying("V001", "CW01", Lab1, At("CW02"))), Break(Carrying("V002", "KT01", Lab2, At("KT01"))), Free("V003", "CW02"));
        var decisions = Look(Look(new Attention(), Two(30)).Next, Two(31)).Decisions;
        Assert.Equal(["1 box from V001 to V003 for LAB1", "1 box from V002 to V003 for LAB2"], decisions.Select(d => d.Choice.Words()));
        Assert.True(decisions[1].Choice.Effects.Single(e => e.Delivery == Delivery("KT01")).After < decisions[0].Choice.Effects.Single(e => e.Delivery == Delivery("CW01")).After);
    }

    [Fact]
    public void sends_a_load_on_a_second_time_only_to_save_its_deadline_and_never_before_its_driver_has_answered()
    {
        // Late at its own laboratory, late at the other one too, though less.
        Situation Late(double minutes, Func<Errand, Errand> told) =>
            After(minutes, Carrying("V001", "CW01", Lab1, At("KT01")) is var v ? v with { Errands = v.Errands.ConvertAll(e => told(e)) } : null!).With(Lab1, IntakeState.Stopped, 300);
        IReadOnlyList<Decision> Decided(double minutes, Func<Errand, Errand> told) => Look(Look(new Attention(), Late(minutes, told)).Next, Late(minutes + 1, told)).Decisions;
        static Errand Before(Errand errand) => errand with { SettledAt = Closure };
        Assert.Single(Decided(95, e => e));
        Assert.Empty(Decided(95, Before));
        Assert.Single(Decided(40, Before));
        Assert.Empty(Decided(40, e => Before(e) with { Unanswered = true }));
    }

    [Fact]
    public void takes_many_drivers_who_do_not_answer_for_a_network_that_is_out()
    {
        static int Unseen(int count) => Matter.Of(After(0), [], Enumerable.Range(1, count).Select(n => Vehicle($"V00{n}")), []).Count;
        Assert.Equal((1, 2, 0), (Unseen(1), Unseen(2), Unseen(3)));
    }

    [Fact]
    public void sends_somebody_to_a_centre_that_runs_out()
    {
        Situation Calm(double minutes) => After(minutes, Free("V001", "LAB2"), Free("V002", "WH1"));
        IReadOnlyList<Matter> Low(Situation situation) => Matter.Of(situation, [], [], [new StockLow(Site("CW01"), 4, 200)]);
        var seen = new Attention().Look(Calm(-120), Low(Calm(-120)), Nothing).Next;
        var decision = Assert.Single(seen.Look(Calm(-119), Low(Calm(-119)), Nothing).Decisions);
        Assert.Equal(("V002 brings 4 boxes to CW01", "stock-low:CW01"), (decision.Choice.Words(), decision.Matter.Incidents.Single()));
    }

    static IReadOnlyDictionary<DeliveryId, Load> ThirtyLoads(double minutes) => Enumerable.Range(1, 30).Select(i => new Load(
        new DeliveryId(new DateOnly(2020, 9, 6), Site($"C{i:000}"), 2), At("CW01"), Lab1, Closure + TimeSpan.FromMinutes(90), Closure + TimeSpan.FromMinutes(minutes), false)).ToDictionary(l => l.Id);

    static VehicleNow Own(VehicleNow vehicle) => vehicle with { Aboard = [new Carried(Code.Parse<BoxId>($"BX-{vehicle.Id}"), new DeliveryId(new DateOnly(2020, 9, 6), Site("C" + vehicle.Id.Value[1..]), 2))] };

    static (Attention Next, IReadOnlyList<Decision> Decisions) Look(Attention attention, Situation situation) => attention.Look(situation, Matter.Of(situation, [], [], []), Nothing);
    static IReadOnlyList<Matter> Danger(Situation situation) => Matter.Of(situation, [Delivery("CW01")], [], []);
    static VehicleNow Break(VehicleNow vehicle) => vehicle with { BrokenDown = true };
    static Situation Broken(double minutes) => After(minutes, Break(Carrying("V001", "CW01", Lab1, At("CW02"))), Free("V002", "LAB1"), Free("V003", "KT01"));
}
