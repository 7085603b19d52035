using Microsoft.Extensions.DependencyInjection;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Api;

/// <summary>Every centre's stock, cover and next supply as of a moment.</summary>
public sealed record SupplyBody(Instant Now, IReadOnlyList<SupplyLine> Centres);

static class SupplyApi
{
    public static void MapSupply(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/supply", async (LiveState live, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme, CancellationToken cancel) =>
        {
            await live.CatchUp(cancel);
            var now = Instant.From(programme.GetUtcNow());
            return new SupplyBody(now, new SupplyDesk(live.Views.All<SiteView>(), live.Views.All<VehicleView>(), now).Lines());
        }).WithSummary("Every centre's kits and clean boxes, hours of cover at today's rate, next planned supply, and what to order where it does not last");
}
