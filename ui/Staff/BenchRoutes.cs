using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui.Api;
using SpecimenLogistics.Ui.Audit;

namespace SpecimenLogistics.Ui.Staff;

/// <summary>What a bench's page asks for beside what every place's page does: serials, and lists in and out, of its own laboratory.</summary>
static class BenchRoutes
{
    public static void MapBench(this RouteGroupBuilder place)
    {
        place.MapGet("/state", Now);
        place.MapGet("/listings", Listings);
        place.MapGet("/tubes.csv", (string place, LiveState live, BenchReader bench, HttpResponse response, CancellationToken cancel) => TubesApi.Export(place, live, bench, response, cancel)).IsLookup(LookupKind.Exported);
        place.MapPost("/tubes.csv", (string place, HttpRequest request, LiveState live, TubeImport import, CancellationToken cancel) => TubesApi.Import(place, request, live, import, cancel));
        place.MapPost("/specimens", (string place, HttpRequest request, LiveState live, TubeImport import, CancellationToken cancel) => SpecimensApi.Import(place, request, live, import, cancel));
        place.MapGet("/boxes/{box}/specimens", Specimens).IsLookup(LookupKind.Exported);
    }

    static async Task<BenchState> Now(string place, LiveState live, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme, CancellationToken cancel)
    {
        await live.CatchUp(cancel);
        var state = SiteId.TryParse(place, out var id) ? BenchState.Of(live.Views, id, live.Zone, Instant.From(programme.GetUtcNow())) : null;
        return state ?? throw Refusal.NotFound($"sites knows no laboratory '{place}'.");
    }

    /// <summary>Of boxes that have been at this laboratory in their last cycle: <c>?box=BX-0001&amp;box=...</c>; others are left out.</summary>
    static async Task<Dictionary<string, BoxListing>> Listings(string place, [FromQuery] string[] box, LiveState live, BenchReader bench, CancellationToken cancel)
    {
        const int Most = 20;
        if (box.Length > Most) throw Refusal.BadRequest($"{box.Length} boxes; ask for at most {Most} at once.");
        await live.CatchUp(cancel);
        var answer = new Dictionary<string, BoxListing>(StringComparer.Ordinal);
        foreach (var id in box.Distinct())
            if (IsHere(live, id, place) && (await bench.Fold(Domain.Code.Parse<BoxId>(id), cancel)).Cycles is [.., var cycle])
                answer[id] = BoxListing.Of(cycle);
        return answer;
    }

    static Task<IResult> Specimens(string place, string box, int? cycle, LiveState live, BenchReader bench, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme, CancellationToken cancel) =>
        IsHere(live, box, place) ? SpecimensApi.OfBox(box, cycle, live, bench, programme, cancel) : throw Refusal.NotFound("This box has not been at this laboratory.");

    static bool IsHere(LiveState live, string box, string place) =>
        live.Views.One<BoxView>(box) is { Cycles: [.., var last] } view && (last.Laboratory?.Id == place || view.Holder?.Value == $"laboratory:{place}");
}
