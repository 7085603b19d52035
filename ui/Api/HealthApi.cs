using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Ui.Api;

static class HealthApi
{
    static string? WhyNot(LiveState live, IEnumerable<IReadiness> parts) =>
        live.Fresh ? parts.Select(p => p.WhyNot).FirstOrDefault(why => why is not null) : "the views are being read, or the store does not answer";

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Text("live")).AllowAnonymous().WithSummary("The process answers");
        routes.MapGet("/health/ready", (LiveState live, IEnumerable<IReadiness> parts) => WhyNot(live, parts) is { } why
                ? Results.Text($"not ready: {why}", statusCode: StatusCodes.Status503ServiceUnavailable)
                : Results.Text("ready"))
            .AllowAnonymous().WithSummary("The views are loaded, the store answers, and nothing else is in the way");
    }
}
