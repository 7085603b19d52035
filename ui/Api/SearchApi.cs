namespace SpecimenLogistics.Ui.Api;

static class SearchApi
{
    public static void MapSearch(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/search", async (string? q, LiveState live, Searcher searcher, CancellationToken cancel) =>
        {
            if (string.IsNullOrWhiteSpace(q) || q.Length > Searcher.Longest) throw Refusal.BadRequest($"q: 1 to {Searcher.Longest} characters.");
            await live.CatchUp(cancel);
            return await searcher.Find(q, cancel);
        }).WithSummary($"Finds a box, tube, seal, vehicle, site or delivery; at most {Searcher.Most}");
}
