namespace SpecimenLogistics.Ui.Api;

static class HealthApi
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Text("live")).AllowAnonymous().WithSummary("The process answers");
        routes.MapGet("/health/ready", (LiveState live) => live.Fresh
                ? Results.Text("ready")
                : Results.Text("not ready: the views are being read, or the store does not answer", statusCode: StatusCodes.Status503ServiceUnavailable))
            .AllowAnonymous().WithSummary("The views are loaded and the store answers");
    }
}
