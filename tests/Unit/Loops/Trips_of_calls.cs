using CsCheck;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using static SpecimenLogistics.Unit.Loops.ManyDays;

namespace SpecimenLogistics.Unit.Loops;

/// <summary>Which trip collects a delivery, of all the days there are.</summary>
public sealed class Trips_of_calls
{
    /// <summary>Everything matched with everything.</summary>
    static Dictionary<DeliveryId, (VehicleView, PlannedTrip)> Plainly(IReadOnlyList<VehicleView> vehicles, IReadOnlyList<DeliveryView> deliveries)
    {
        var trips = new Dictionary<DeliveryId, (VehicleView, PlannedTrip)>();
        foreach (var vehicle in vehicles)
            foreach (var trip in vehicle.Trips)
                foreach (var stop in trip.Stops.Where(s => s is { Purpose: StopPurpose.Collect, Session: not null }))
                    if (deliveries.Where(d => d.Id.Site == stop.Site && d.Id.Session == stop.Session).MinBy(d => (d.PlannedClosure - stop.At).Duration()) is { } call) trips[call.Id] = (vehicle, trip);
        return trips;
    }

    // Few centres and coarse times, so that much falls together, is missing, and is as near to one as to the other.
    static readonly Gen<(int Day, int Centre, int Session, int Hour)> s_call = Gen.Select(Gen.Int[0, 14], Gen.Int[1, 2], Gen.Int[1, 2], Gen.Int[0, 8].Select(h => h * 3));
    static readonly Gen<DeliveryView[]> s_deliveries = s_call.Array[0, 40].Select(all => all.DistinctBy(c => (c.Day, c.Centre, c.Session))
        .Select((c, i) => Delivery(Call(c.Day, c.Centre, c.Session), i % 11 == 10 ? new Instant(0) : At(c.Day, c.Hour))).ToArray());
    static readonly Gen<VehicleView[]> s_vehicles = Gen.Select(Gen.Int[1, 3], s_call.Array[1, 3]).Array[0, 40].Select(all => all.GroupBy(t => t.Item1).Select(v => Vehicle(v.Key, [.. v.Select((t, i) =>
        Trip($"T{v.Key}-{i}", v.Key, TripKind.Specimen, [.. t.Item2.Select((c, n) => Collect(c.Centre, At(t.Item2[0].Day, c.Hour + n), c.Hour == 24 ? null : c.Session)), Unload(At(t.Item2[0].Day, 26))]))])).ToArray());

    [Fact]
    public void Are_those_that_everything_matched_with_everything_gives() => Gen.Select(s_vehicles, s_deliveries, Gen.Int[0, 20]).Sample((vehicles, deliveries, today) =>
    {
        var (plainly, trips) = (Plainly(vehicles, deliveries), new TripsOfCalls(vehicles, deliveries, At(today, 12)));
        foreach (var delivery in deliveries)
        {
            var found = trips.Of(delivery.Id);
            Assert.Equal(plainly.TryGetValue(delivery.Id, out var trip) ? trip.Item2 : null, found?.Trip);
            Assert.Same(trip.Item1, found?.Vehicle);
        }
    }, iter: 5000);

    [Fact]
    public void Of_today_are_found_without_looking_into_those_of_weeks_ago()
    {
        var old = Enumerable.Range(0, 20).Select(day => new Counted<PlannedStop>([Collect(1, At(day, 11)), Unload(At(day, 12))])).ToList();
        var recent = Enumerable.Range(20, 5).Select(day => new Counted<PlannedStop>([Collect(1, At(day, 11)), Unload(At(day, 12))])).ToList();
        var vehicle = Vehicle(1, [.. old.Concat(recent).Select((stops, day) => Trip($"T{day}", 1, TripKind.Specimen) with { Stops = stops })]);
        var trips = new TripsOfCalls([vehicle], [.. Enumerable.Range(0, 25).Select(day => Delivery(Call(day, 1), At(day, 10.5)))], At(24, 12));
        Assert.Equal("T24", trips.Of(Call(24, 1))!.Value.Trip.Trip.Value);
        Assert.Equal("T23", trips.Of(Call(23, 1))!.Value.Trip.Trip.Value);
        Assert.Equal((0, 0), (trips.LookedAtWhole, old.Take(19).Sum(s => s.Looks)));
        // Whoever asks for an old one gets it all the same.
        Assert.Equal("T3", trips.Of(Call(3, 1))!.Value.Trip.Trip.Value);
        Assert.Equal(1, trips.LookedAtWhole);
    }

    [Fact]
    public void Are_for_the_delivery_nearest_to_a_stop_of_all_that_there_are() => Gen.Select(s_call, s_deliveries, Gen.Int[0, 20]).Sample((call, deliveries, today) =>
    {
        var stop = Collect(call.Centre, At(call.Day, call.Hour), call.Session);
        var plainly = deliveries.Where(d => d.Id.Site == stop.Site && d.Id.Session == stop.Session).MinBy(d => (d.PlannedClosure - stop.At).Duration());
        Assert.Same(plainly, new NearestCalls(deliveries, At(today, 12)).Of(stop));
    }, iter: 5000);

    [Fact]
    public void Of_today_know_their_delivery_without_looking_at_those_of_weeks_ago()
    {
        var calls = new NearestCalls([.. Enumerable.Range(0, 25).Select(day => Delivery(Call(day, 1), At(day, 10.5)))], At(24, 12));
        Assert.Equal((Call(24, 1), Call(22, 1), false), (calls.Of(Collect(1, At(24, 11)))!.Id, calls.Of(Collect(1, At(22, 11)))!.Id, calls.LookedAtWhole));
        Assert.Equal((Call(3, 1), true), (calls.Of(Collect(1, At(3, 11)))!.Id, calls.LookedAtWhole));
        Assert.Null(calls.Of(Unload(At(24, 12))));
    }

    [Fact]
    public void Are_forecast_from_what_the_last_hours_showed_and_older_deliveries_are_not_measured()
    {
        var old = Enumerable.Range(0, 20).Select(day => new Counted<DeliveryBoxView>([])).ToList();
        DeliveryView Collected(int day, int centre, double hour, IReadOnlyList<DeliveryBoxView> boxes) =>
            Delivery(Call(day, centre), At(day, 10)) with { DeclaredClosure = At(day, 10), CollectedAt = At(day, hour), Boxes = boxes };
        Dictionary<string, SiteView> sites = new() { ["LAB1"] = Site("LAB1", SiteRole.Laboratory) };
        var today = Enumerable.Range(1, 25).Select(n => Collected(20, n, 10.1 + n / 100.0, [])).ToList();
        var forecaster = new Forecaster(sites, new Dictionary<string, VehicleView>(), new Dictionary<string, Standing>(), [.. old.Select((boxes, day) => Collected(day, 1, 12, boxes)), .. today], At(20, 12));
        Assert.Equal(0, old.Sum(b => b.Looks));
        var measured = Today.Of(today.Select(d => new Measured(Lab, d.CollectedAt!.Value, d.CollectedAt.Value - d.DeclaredClosure!.Value, null, null, null)), At(20, 12));
        Assert.Equal((measured.Wait, true), (forecaster.Today.Wait, measured.Wait is not null));
    }

    [Fact]
    public void Of_a_vehicles_visits_those_since_a_moment_are_all_that_began_then_or_later() => Gen.Select(Gen.Int[0, 20].Array[0, 12], Gen.Int[0, 21]).Sample((minutes, from) =>
    {
        VisitView[] visits = [.. minutes.Order().Select((m, i) => new VisitView(Centre(i), At(0, m), At(0, m + 1), "Scan"))];
        Assert.Equal(visits.Where(v => v.From >= At(0, from)), visits.Since(At(0, from)));
    });
}
