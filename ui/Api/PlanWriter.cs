using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Api;

/// <summary>What follows from a date's plan: for the plan itself, each vehicle, and each centre's sessions.</summary>
sealed class PlanWriter(LiveState live, Registrar registrar)
{
    public async Task<IReadOnlyList<Wanted>> Write(DateOnly date, IReadOnlyList<PlannedTrip> trips, CancellationToken cancel)
    {
        await live.CatchUp(cancel);
        Known(trips);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(live.Zone);
        var dawn = LocalTimes.At(zone, date, TimeOnly.MinValue);
        var before = await registrar.Newest<PlanMade>(Subject.OfPlan(date), cancel);
        var wanted = new List<Wanted> { Wanted.OnDate(Subject.OfPlan(date), new PlanMade(date, trips), dawn, _ => true) };
        wanted.AddRange(Vehicles(date, trips, before, dawn));
        foreach (var centre in live.Views.All<SiteView>().Where(site => site.Role == SiteRole.Centre).OrderBy(site => site.Id.Value, StringComparer.Ordinal))
            wanted.Add(await Sessions(date, centre.Id, zone, dawn, cancel));
        return wanted;
    }

    /// <summary>A vehicle that a new plan leaves out is told that it has no trips any more.</summary>
    static IEnumerable<Wanted> Vehicles(DateOnly date, IReadOnlyList<PlannedTrip> trips, PlanMade? before, Instant dawn)
    {
        var byVehicle = trips.ToLookup(trip => trip.Vehicle);
        var vehicles = byVehicle.Select(g => g.Key).Union((before?.Trips ?? []).Select(trip => trip.Vehicle));
        return vehicles.Select(vehicle => Wanted.OnDate(
            Subject.Of(vehicle), new TripsPlanned(date, [.. byVehicle[vehicle]]), dawn, fact => fact is TripsPlanned old && old.Date == date));
    }

    async Task<Wanted> Sessions(DateOnly date, SiteId centre, TimeZoneInfo zone, Instant dawn, CancellationToken cancel)
    {
        var registered = await registrar.Newest<SiteRegistered>(Subject.Of(centre), cancel);
        var sessions = (registered?.Sessions ?? []).Select(s => new PlannedSession(
            new DeliveryId(date, centre, s.Number), LocalTimes.At(zone, date, s.Opens), LocalTimes.At(zone, date, s.Closes)));
        return Wanted.OnDate(Subject.Of(centre), new SessionsPlanned(date, [.. sessions]), dawn, fact => fact is SessionsPlanned old && old.Date == date);
    }

    void Known(IReadOnlyList<PlannedTrip> trips)
    {
        var check = new Check();
        foreach (var vehicle in trips.Select(t => t.Vehicle.Value).Distinct())
            check.That(live.Views.One<VehicleView>(vehicle) is not null, "trips", $"vehicle '{vehicle}' is not registered; register it first.");
        foreach (var site in trips.SelectMany(t => t.Stops).Select(s => s.Site.Value).Distinct())
            check.That(live.Views.One<SiteView>(site) is not null, "trips", $"site '{site}' is not registered; register it first.");
        check.Done();
    }
}
