using SpecimenLogistics.Ui.Staff;

namespace SpecimenLogistics.Ui.Api;

/// <summary>The REST API of API.md.</summary>
static class Routes
{
    public static void MapApi(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi();
        app.MapTime();
        app.MapHealth();
        var api = app.MapGroup("/api/v1").AddEndpointFilter<RefusalFilter>();
        api.MapProgramme();
        api.MapSites();
        api.MapReasons();
        api.MapTubes();
        api.MapSpecimens();
        api.MapTemperatures();
        api.MapSupply();
        api.MapLots();
        api.MapVehicles();
        api.MapBoxes();
        api.MapDevices();
        api.MapEnrolments();
        api.MapPlans();
        api.MapClock();
        api.MapStatus();
        api.MapOtherViews();
        api.MapIncidents();
        api.MapForecast();
        api.MapProposals();
        api.MapOrders();
        api.MapTimelines();
        api.MapSearch();
        api.MapLedger();
        api.MapUnloads();
        api.MapCanonical();
        api.MapReport();
        api.MapFallback("/{**path}", (HttpRequest request) => Unknown(request)).ExcludeFromDescription();
    }

    static string Unknown(HttpRequest request) => throw Refusal.NotFound($"There is no {request.Method} {request.Path}; see /openapi/v1.json.");
}
