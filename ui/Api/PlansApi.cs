using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Api;

public sealed record PlanBody(IReadOnlyList<TripBody> Trips);
public sealed record TripBody(string Id, string Vehicle, TripKind Kind, IReadOnlyList<StopBody> Stops);
public sealed record StopBody(string Site, Instant At, StopPurpose Purpose, int? Session);

static class PlansApi
{
    public static void MapPlans(this IEndpointRouteBuilder routes)
    {
        routes.MapPut("/plans/{date}", Put).Accepts<PlanBody>("application/json").Produces<Registered>()
            .WithSummary("Makes the plan of a date: trips per vehicle, and every centre's sessions of that date");
        routes.MapViews<PlanView>("/plans", plan => Subject.OfPlan(plan.Date).Id);
    }

    static async Task<Registered> Put(DateOnly date, HttpRequest request, Registrar registrar, PlanWriter writer, CancellationToken cancel)
    {
        var body = await JsonBody.Read<PlanBody>(request, cancel);
        var trips = ToTrips(body);
        return await registrar.Register(await writer.Write(date, trips, cancel), cancel);
    }

    static PlannedTrip[] ToTrips(PlanBody body)
    {
        var check = new Check();
        check.That(body.Trips is { Count: <= 2000 }, "trips", "an array of at most 2,000.");
        check.Done();
        check.Unique(body.Trips!.Select(t => t.Id), "trip");
        PlannedTrip[] trips = [.. body.Trips!.Select((trip, i) => ToTrip(trip, check, $"trips[{i}]"))];
        check.Done();
        return trips;
    }

    static PlannedTrip ToTrip(TripBody trip, Check check, string at)
    {
        check.That(trip.Stops is { Count: >= 1 and <= 50 }, $"{at}.stops", "1 to 50 stops.");
        var stops = (trip.Stops ?? []).Select((stop, i) => new PlannedStop(
            check.Code<SiteId>(stop.Site, $"{at}.stops[{i}].site"), stop.At, stop.Purpose, stop.Session));
        return new PlannedTrip(check.Code<TripId>(trip.Id, $"{at}.id"), check.Code<VehicleId>(trip.Vehicle, $"{at}.vehicle"), trip.Kind, [.. stops]);
    }
}
