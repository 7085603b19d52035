using CsCheck;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using static SpecimenLogistics.Unit.Loops.ManyDays;

namespace SpecimenLogistics.Unit.Loops;

/// <summary>What comes to each centre, of all that was ever planned.</summary>
public sealed class Supplies_of_many_days
{
    /// <summary>For each centre everything gone through.</summary>
    static (PlannedSupply? Next, bool Ordered) Plainly(IReadOnlyList<VehicleView> vehicles, SiteId centre, Instant now)
    {
        var found = new List<(PlannedSupply Supply, bool Ordered)>();
        foreach (var vehicle in vehicles)
            foreach (var trip in vehicle.Trips.Where(t => t.Kind == TripKind.Supply))
                foreach (var stop in trip.Stops.Where(s => s.Purpose == StopPurpose.Supply && s.Site == centre))
                    if (trip.Supplies is null)
                    {
                        if (stop.At > now || (stop.At > now - TimeSpan.FromMinutes(45) && vehicle.Aboard.Any(b => b.Packed == 0))) found.Add((new PlannedSupply(trip.Trip, vehicle.Id, stop.At), false));
                    }
                    else if (stop.At > now - TimeSpan.FromMinutes(105) && !vehicle.Visits.Any(v => v.Site == centre && v.From > stop.At)) found.Add((new PlannedSupply(trip.Trip, vehicle.Id, stop.At + TimeSpan.FromMinutes(60)), true));
        return (found.Select(f => f.Supply).OrderBy(s => s.At).ThenBy(s => s.Trip.Value, StringComparer.Ordinal).FirstOrDefault(), found.Exists(f => f.Ordered));
    }

    static readonly Gen<(int Day, int Quarter, int Centre, int Kind)[]> s_trips = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 40], Gen.Int[1, 3], Gen.Int[0, 3]).Array[0, 8];

    static VehicleView Vehicle(int n, (int Day, int Quarter, int Centre, int Kind)[] trips, (int Day, int Quarter, int Centre)[] visits, bool empties) =>
        ManyDays.Vehicle(n, [.. trips.Select((t, i) => Supply($"TS-{Centre(t.Centre)}-{i}", n, t.Kind == 0 ? TripKind.Specimen : TripKind.Supply, t.Centre, At(t.Day, t.Quarter / 4.0), t.Kind == 3))]) with
        {
            Visits = [.. visits.OrderBy(v => (v.Day, v.Quarter)).Select(v => new VisitView(Centre(v.Centre), At(v.Day, v.Quarter / 4.0), At(v.Day, v.Quarter / 4.0), "Scan"))],
            Aboard = empties ? [new BoxHere(Code.Parse<BoxId>("BX-0001"), BoxPlace.WithCarrier, 0)] : [],
        };

    static PlannedTrip Supply(string id, int vehicle, TripKind kind, int centre, Instant at, bool ordered) => Trip(id, vehicle, kind, new PlannedStop(Centre(centre), at, StopPurpose.Supply, null)) with
    {
        Supplies = ordered ? new OrderSupply(Centre(centre), 1, 50, Code.Parse<TripId>(id), Code.Parse<VehicleId>($"V{vehicle:000}")) : null,
    };

    [Fact]
    public void Are_those_that_going_through_everything_for_each_centre_gives() => Gen.Select(
        Gen.Select(s_trips, Gen.Select(Gen.Int[0, 3], Gen.Int[0, 40], Gen.Int[1, 3]).Array[0, 6], Gen.Bool).Array[1, 4], Gen.Int[0, 3], Gen.Int[0, 40]).Sample((fleet, day, quarter) =>
    {
        VehicleView[] vehicles = [.. fleet.Select((v, i) => Vehicle(i, v.Item1, v.Item2, v.Item3))];
        var now = At(day, quarter / 4.0 + 0.1);
        var desk = new SupplyDesk([], vehicles, now);
        for (var centre = 1; centre <= 3; centre++)
            Assert.Equal(Plainly(vehicles, Centre(centre), now), (desk.Next(Centre(centre)), desk.IsOrdered(Centre(centre))));
    }, iter: 2000);

    [Fact]
    public void Cost_one_look_at_each_trip_however_many_centres_ask()
    {
        var trips = new Counted<PlannedTrip>([.. Enumerable.Range(0, 50).Select(day => Supply($"T{day}", 1, TripKind.Supply, 1 + day % 9, At(day, 8), false))]);
        var desk = new SupplyDesk([], [ManyDays.Vehicle(1, trips)], At(40, 9));
        for (var centre = 1; centre <= 9; centre++) Assert.Equal(centre is 5 ? At(40 + 9, 8) : At(40 + (centre + 4) % 9, 8), desk.Next(Centre(centre))!.At);
        Assert.Equal(1, trips.Looks);
    }

    /// <summary>Each low centre gets the first vehicle that is free and not sent yet, and a number after those that its name was given to.</summary>
    [Fact]
    public void Are_proposed_to_one_free_vehicle_after_the_other_under_numbers_that_go_on()
    {
        SiteView Low(string id) => Site(id, SiteRole.Centre) with
        {
            Stock = new StockView(60, 0, 200, 200, At(5, 10), null, null, null, null, true),
            Sessions = [new SessionView(Call(5, 1), At(5, 8), At(5, 14), null)],
        };
        PlannedTrip Named(string trip, int day) => Trip(trip, 1, TripKind.Specimen, Collect(9, At(day, 11)), Unload(At(day, 12)));
        VehicleView[] vehicles =
        [
            ManyDays.Vehicle(4, [Named("TS-CW01-1", 1), Named("TS-CW01-2", 2)]), ManyDays.Vehicle(2, [Named("TS-CW-1", 3)]), ManyDays.Vehicle(3, [Named("T5", 5)]),
            ManyDays.Vehicle(1, []) with { SilentSince = At(5, 9) },
        ];
        var lines = new SupplyDesk([Low("CW01"), Low("CW"), Low("CW-1")], vehicles, At(5, 10.5)).Lines();
        Assert.Equal(["TS-CW-2 V002", "TS-CW-1-1 V004", "none none"], lines.Select(l => $"{l.Proposal?.NewTrip.Value ?? "none"} {l.Proposal?.Vehicle.Value ?? "none"}"));
    }
}
