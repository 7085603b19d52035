namespace SpecimenLogistics.Ui.Api;

/// <summary>The two routes every kind of view has: all of them in order of id, and one.</summary>
static class ViewRoutes
{
    public const int MostAtOnce = 5000;

    public static void MapViews<T>(this IEndpointRouteBuilder routes, string path, Func<T, string> idOf, string onePath = "/{id}") where T : class
    {
        var noun = path.TrimStart('/');
        routes.MapGet(path, async (LiveState live, HttpResponse response, string? after, int? limit, CancellationToken cancel) =>
        {
            await live.CatchUp(cancel);
            return (IResult)TypedResults.Ok(Page(live.Views.All<T>(), idOf, after, limit ?? MostAtOnce, response));
        }).Produces<T[]>().WithSummary($"All {noun}, in order of id: at most 5,000; a header X-Next-After says where to go on");
        routes.MapGet(path + onePath, async (LiveState live, HttpRequest request, CancellationToken cancel) =>
        {
            await live.CatchUp(cancel);
            var id = IdOf(request.RouteValues);
            return (IResult)TypedResults.Ok(live.Views.One<T>(id) ?? throw Refusal.NotFound($"{noun} knows no '{id}'."));
        }).Produces<T>().WithSummary($"One of {noun}");
    }

    static T[] Page<T>(IReadOnlyList<T> views, Func<T, string> idOf, string? after, int limit, HttpResponse response)
    {
        if (limit is < 1 or > MostAtOnce) throw Refusal.BadRequest($"limit: 1 to {MostAtOnce}.");
        var rest = views.OrderBy(idOf, StringComparer.Ordinal).Where(v => after is null || string.CompareOrdinal(idOf(v), after) > 0).Take(limit + 1).ToArray();
        if (rest.Length <= limit) return rest;
        response.Headers["X-Next-After"] = idOf(rest[limit - 1]);
        return rest[..limit];
    }

    /// <summary>A delivery's id holds slashes: its three route values stand in the order of the path.</summary>
    static string IdOf(RouteValueDictionary values) =>
        values.TryGetValue("id", out var id) ? (string)id! : $"{values["date"]}/{values["site"]}/{values["session"]}";
}
