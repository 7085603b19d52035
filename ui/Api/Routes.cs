using Microsoft.AspNetCore.Authorization;
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
        api.FinallyByMethod();
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
        api.MapPhoneActs();
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

    /// <summary>A route that does not say who may is for looking when it reads, and for setting up when it writes.</summary>
    static void FinallyByMethod(this RouteGroupBuilder api) => ((IEndpointConventionBuilder)api).Finally(route =>
    {
        if (route.Metadata.OfType<IAuthorizeData>().Any()) return;
        var reads = route.Metadata.OfType<IHttpMethodMetadata>().LastOrDefault()?.HttpMethods is not { Count: > 0 } methods || methods.All(m => HttpMethods.IsGet(m) || HttpMethods.IsHead(m));
        route.Metadata.Add(new AuthorizeAttribute(reads ? May.See : May.SetUp));
    });

    static string Unknown(HttpRequest request) => throw Refusal.NotFound($"There is no {request.Method} {request.Path}; see /openapi/v1.json.");
}
