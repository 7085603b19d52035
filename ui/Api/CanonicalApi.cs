using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Ui.Api;

static class CanonicalApi
{
    public static void MapCanonical(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/canonical", async (LiveState live, HttpResponse response, CancellationToken cancel) =>
        {
            await live.CatchUp(cancel);
            var lines = live.Views.Canonical();
            response.Headers["X-State-Hash"] = CanonicalLines.Hash(lines);
            return TypedResults.Text(string.Concat(lines.Select(line => line + "\n")), "text/plain; charset=utf-8");
        }).Produces<string>(contentType: "text/plain").WithSummary("The canonical end state, with its hash in X-State-Hash");

    public static IReadOnlyList<string> Canonical(this ViewCache views) =>
        CanonicalLines.Of(views.All<BoxView>(), views.All<DeliveryView>(), views.All<VehicleView>());
}
