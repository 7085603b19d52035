using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Api;

/// <param name="Place">The party that holds it when it joins: <c>centre:CW01</c>.</param>
public sealed record BoxBody(string Id, string Seal, string Beacon, string Place);

static class BoxesApi
{
    public static void MapBoxes(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/boxes", Post).Accepts<BoxBody[]>("application/json").Produces<Registered>().WithSummary("Registers boxes with seal, beacon and holder");
        routes.MapViews<BoxView>("/boxes", box => box.Id.Value);
    }

    static async Task<Registered> Post(HttpRequest request, Registrar registrar, CancellationToken cancel)
    {
        var bodies = await JsonBody.ReadArray<BoxBody>(request, 5000, cancel);
        var check = new Check();
        check.Unique(bodies.Select(b => b.Id), "box");
        check.Unique(bodies.Select(b => b.Seal), "seal");
        check.Unique(bodies.Select(b => b.Beacon), "beacon");
        Wanted[] wanted = [.. bodies.Select((body, i) => Wanted.Always(Subject.Of(check.Code<BoxId>(body.Id, $"[{i}].id")), new BoxRegistered(
            check.Code<SealNumber>(body.Seal, $"[{i}].seal"), check.Code<BeaconId>(body.Beacon, $"[{i}].beacon"),
            check.Code<Party>(body.Place, $"[{i}].place"))))];
        check.Done();
        return await registrar.Register(wanted, cancel);
    }
}
