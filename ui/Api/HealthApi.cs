using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Ui.Api;

/// <summary>Whether a process lives, and whether it may be given work.</summary>
public static class HealthApi
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Text("live")).AllowAnonymous().WithSummary("The process answers");
        routes.MapGet("/health/ready", (IEnumerable<IReadiness> parts) => parts.Select(p => p.WhyNot).FirstOrDefault(why => why is not null) is { } why
                ? Results.Text($"not ready: {why}", statusCode: StatusCodes.Status503ServiceUnavailable)
                : Results.Text("ready"))
            .AllowAnonymous().WithSummary("The views are loaded, the store answers, and nothing else is in the way");
    }
}
