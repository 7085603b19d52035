using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Api;

/// <param name="Root">Hex; see SignedRoot.</param>
public sealed record RootBody(Instant At, string Root, long Streams, long Facts, string Signature, string PublicKey)
{
    public static RootBody Of(SignedRoot root) => new(new Instant(root.At), root.Root, root.Streams, root.Facts, root.Signature, root.PublicKey);
}

static class ReportApi
{
    public static void MapReport(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/report", async (LiveState live, CancellationToken cancel) =>
        {
            await live.CatchUp(cancel);
            return DayReport.Of(live.Views, live.Programme);
        }).WithSummary("The day's figures as the server knows them");
        routes.MapPost("/roots", async (IRoots roots, CancellationToken cancel) =>
            RootBody.Of(await roots.Sign(cancel))).WithSummary("Signs a root over all streams now");
    }
}
