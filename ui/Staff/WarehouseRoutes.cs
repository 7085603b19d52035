using Microsoft.Extensions.DependencyInjection;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui.Api;

namespace SpecimenLogistics.Ui.Staff;

/// <summary>What a warehouse's page asks for beside what every place's page does.</summary>
static class WarehouseRoutes
{
    public static void MapWarehouse(this RouteGroupBuilder place)
    {
        place.MapGet("/state", Now);
        place.MapGet("/centres", Centres);
    }

    static async Task<WarehouseState> Now(string place, LiveState live, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme, CancellationToken cancel)
    {
        var lots = await LotsApi.All(live, programme, cancel);
        var state = SiteId.TryParse(place, out var id) ? WarehouseState.Of(live.Views, lots, id, live.Zone, Instant.From(programme.GetUtcNow())) : null;
        return state ?? throw Refusal.NotFound($"sites knows no warehouse '{place}'.");
    }

    /// <summary>Every centre by name: asked for once, and kept on the phone.</summary>
    static async Task<IReadOnlyList<CentreName>> Centres(LiveState live, CancellationToken cancel)
    {
        await live.CatchUp(cancel);
        return [.. live.Views.All<SiteView>().Where(s => s.Role == SiteRole.Centre).OrderBy(s => s.Id.Value, StringComparer.Ordinal).Select(s => new CentreName(s.Id, s.NameEn, s.NameZh))];
    }
}
