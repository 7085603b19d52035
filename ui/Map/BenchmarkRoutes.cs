using Microsoft.AspNetCore.Http.HttpResults;

namespace SpecimenLogistics.Ui;

/// <summary>How fast the map draws. Before a real programme for admins alone: made-up vehicles look like real ones.</summary>
static class BenchmarkRoutes
{
    public static void MapBenchmark(this IEndpointRouteBuilder app) => app.MapGet("/benchmark/map", (HttpContext context, LiveState live) =>
        live.Programme is { Simulated: true } || context.User.May(May.Machine)
            ? (IResult)new RazorComponentResult<BenchmarkPage>(new Dictionary<string, object?> { [nameof(BenchmarkPage.Words)] = Lexicon.For(Visitor.Language(context)) })
            : Results.Forbid()).RequireAuthorization(May.See).ExcludeFromDescription();
}
