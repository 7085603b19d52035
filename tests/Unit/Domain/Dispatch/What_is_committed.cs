using CsCheck;
using SpecimenLogistics.Domain;
using static SpecimenLogistics.Tests.Unit.Domain.Dispatch.Evening;

namespace SpecimenLogistics.Tests.Unit.Domain.Dispatch;

/// <summary>Proposals never take a leg under way with boxes aboard from its vehicle, whatever has happened.</summary>
public sealed class What_is_committed
{
    static readonly Gen<GeoPoint> Anywhere = Gen.Select(Gen.Double[22.2, 22.4], Gen.Double[114.1, 114.3], (lat, lon) => new GeoPoint(lat, lon));

    static readonly Gen<VehicleNow> Any = Gen.Select(Gen.Int[0, 4], Anywhere, Gen.Bool, Gen.Bool, (what, place, broken, toOne) =>
    {
        var lab = toOne ? Lab1 : Lab2;
        var vehicle = what switch
        {
            0 => Carrying("V001", "CW01", lab, place),
            1 => ToCollect("V001", place, true, lab, "CW01", "CW02"),
            2 => ToCollect("V001", place, false, lab, "CW01"),
            3 => Carrying("V001", "CW02", lab, place).Then("T-later", Lab2, "KT01"),
            _ => Free("V001", "CW01"),
        };
        return vehicle with { BrokenDown = broken };
    });

    static readonly Gen<Situation> Situations = Gen.Select(Any.Array[1, 5], Gen.Int[0, 100], Gen.Enum<IntakeState>(), (vehicles, minutes, intake) =>
        After(minutes, [.. vehicles.Select(Numbered)]).With(Lab1, intake, loads: 3));

    static readonly Problem[] AllProblems =
    [
        new VehicleOut(Vehicle("V000")), new VehicleOut(Vehicle("V001")), new DeliveryInDanger(Delivery("CW01")), new DeliveryInDanger(Delivery("KT01")), new LaboratoryFull(Lab1),
        new StockLow(Site("CW01"), 2, 100),
    ];

    static readonly Gen<Problem> Problems = Gen.Int[0, AllProblems.Length - 1].Select(i => AllProblems[i]);

    // Several that are made alike are told apart by their places: another number for vehicle and trips.
    static VehicleNow Numbered(VehicleNow vehicle, int i) => vehicle with
    {
        Id = Vehicle($"V00{i}"),
        Errands = vehicle.Errands.ConvertAll(e => e with { Trip = Trip($"{e.Trip}-{i}") }),
        Aboard = [.. vehicle.Aboard.Select(b => b with { Box = Code.Parse<BoxId>($"{b.Box}-{i}") })],
    };

    [Fact]
    public void is_left_alone_by_every_proposal() => Gen.Select(Situations, Problems).Sample((situation, problem) =>
    {
        foreach (var choice in Proposals.Of(situation, problem)) LeftAlone(situation, choice.Idea.Orders);
    }, iter: 2000);

    [Fact]
    public void is_left_alone_by_every_order_that_is_not_refused_however_foolish() => Gen.Select(Situations, Gen.Int[0, 5], Gen.Int[0, 99], Gen.Int[0, 99]).Sample((situation, kind, one, other) =>
    {
        var (from, to) = (situation.Vehicles.Values.ElementAt(one % situation.Vehicles.Count), situation.Vehicles.Values.ElementAt(other % situation.Vehicles.Count));
        var trips = situation.Vehicles.Values.SelectMany(v => v.Errands).Select(e => e.Trip).Append(Trip("T-none")).ToList();
        var (trip, second) = (trips[one % trips.Count], trips[other % trips.Count]);
        Order order = kind switch
        {
            0 => new AssignVehicle(trip, to.Id),
            1 => new SwapVehicles(trip, second),
            2 => new CancelTrip(trip),
            3 => new SplitLoad(trip, Site("CW01"), Trip("T-new"), to.Id),
            4 => new Divert(trip, Lab2),
            _ => new TransferBoxes(from.Id, to.Id, [.. from.Aboard.Select(b => b.Box)], from.Place, Trip("T-new"), Lab2),
        };
        if (Commitment.Broken(situation, order) is null) LeftAlone(situation, [order]);
    }, iter: 5000);

    static void LeftAlone(Situation situation, IReadOnlyList<Order> orders)
    {
        var after = situation.With(orders);
        foreach (var vehicle in situation.Vehicles.Values.Where(v => v.Aboard.Count > 0 && !v.BrokenDown))
        {
            var now = after.Vehicle(vehicle.Id)!;
            Assert.Equal(vehicle.Errands[0].Trip, now.Errands[0].Trip);
            Assert.NotNull(now.Errands[0].Unload);
            Assert.DoesNotContain(orders.OfType<TransferBoxes>(), t => t.From == vehicle.Id);
        }
    }

    [Fact]
    public void is_what_the_first_choice_never_makes_worse() => Gen.Select(Situations, Problems).Sample((situation, problem) =>
    {
        var choices = Proposals.Of(situation, problem);
        Assert.InRange(choices.Count, 1, Proposals.Best);
        // To bring a centre what it needs is an order more; it makes nothing later either.
        var first = choices[0].Score with { Orders = problem is StockLow ? 0 : choices[0].Score.Orders };
        Assert.True(first.CompareTo(Score.Of(situation, Outcome.Of(situation), 0)) <= 0);
    }, iter: 2000);

    [Fact]
    public void says_why_in_words()
    {
        var situation = After(30, Carrying("V001", "CW01", Lab1, At("CW02")), ToCollect("V002", At("CW02"), true, Lab1, "CW02"), Free("V003", "LAB1"));
        Assert.Equal("trip T-V001 has boxes aboard of V001", Why(situation, new AssignVehicle(Trip("T-V001"), Vehicle("V003"))));
        Assert.Equal("V001 is on its way, with boxes aboard", Why(situation, new TransferBoxes(Vehicle("V001"), Vehicle("V003"), [Box("CW01")], At("CW02"), Trip("T9"), Lab1)));
        Assert.Equal("V002 is on trip T-V002", Why(situation, new CancelTrip(Trip("T-V002"))));
        Assert.Equal("trip T-V002 is on its way to CW02", Why(situation, new SplitLoad(Trip("T-V002"), Site("CW02"), Trip("T9"), Vehicle("V003"))));
        Assert.Null(Why(situation, new Divert(Trip("T-V001"), Lab2)));
        Assert.Equal("trip T-V001 goes to LAB1 as it is", Why(situation, new Divert(Trip("T-V001"), Lab1)));
        Assert.Equal("V004 is not known", Why(situation, new AddTrip(new PlannedTrip(Trip("T9"), Vehicle("V004"), TripKind.Specimen, []))));
    }

    [Fact]
    public void is_that_a_vehicle_at_the_gate_unloads_there_unless_the_gate_is_shut()
    {
        var situation = After(60, Carrying("V001", "CW01", Lab1, At("LAB1")));
        Assert.Equal("V001 is at LAB1 already", Why(situation, new Divert(Trip("T-V001"), Lab2)));
        Assert.Null(Why(situation.With(Lab1, IntakeState.Stopped), new Divert(Trip("T-V001"), Lab2)));
    }

    [Fact]
    public void stays_so_for_minutes_after_a_driver_accepted_it()
    {
        var vehicle = Carrying("V001", "CW01", Lab1, At("KT01"));
        Situation Accepted(double ago) => After(70, vehicle with { Errands = vehicle.Errands.ConvertAll(e => e with { SettledAt = Closure + TimeSpan.FromMinutes(70 - ago) }) });
        Assert.Equal("a driver has just been told of trip T-V001 as it is", Why(Accepted(4), new Divert(Trip("T-V001"), Lab2)));
        Assert.Null(Why(Accepted(6), new Divert(Trip("T-V001"), Lab2)));
    }

    static string? Why(Situation situation, Order order) => Commitment.Broken(situation, order);
}
