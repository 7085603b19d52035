using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Api;

public sealed record VehicleBody(string Id, string Beacon);

static class VehiclesApi
{
    public static void MapVehicles(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/vehicles", Post).Accepts<VehicleBody[]>("application/json").Produces<Registered>().WithSummary("Registers vehicles");
        routes.MapViews<VehicleView>("/vehicles", vehicle => vehicle.Id.Value);
    }

    static async Task<Registered> Post(HttpRequest request, Registrar registrar, CancellationToken cancel)
    {
        var bodies = await JsonBody.ReadArray<VehicleBody>(request, 2000, cancel);
        var check = new Check();
        check.Unique(bodies.Select(b => b.Id), "vehicle");
        Wanted[] wanted = [.. bodies.Select((body, i) => Wanted.Always(
            Subject.Of(check.Code<VehicleId>(body.Id, $"[{i}].id")), new VehicleRegistered(check.Code<BeaconId>(body.Beacon, $"[{i}].beacon"))))];
        check.Done();
        return await registrar.Register(wanted, cancel);
    }
}
