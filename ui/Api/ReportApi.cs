using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Ui.Api;

static class ReportApi
{
    public static void MapReport(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/report", async (LiveState live, CancellationToken cancel) =>
        {
            await live.CatchUp(cancel);
            return DayReport.Of(live.Views, live.Programme);
        }).WithSummary("The day's figures as the server knows them");
        routes.MapPost("/roots", (IRoots roots, CancellationToken cancel) => roots.Sign(cancel)).WithSummary("Signs a root over all streams now");
    }
}
