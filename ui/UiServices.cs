using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting.StaticWebAssets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SpecimenLogistics.Ui.Api;
using SpecimenLogistics.Ui.Handover;
using SpecimenLogistics.Ui.Labels;
using SpecimenLogistics.Ui.Paper;
using SpecimenLogistics.Ui.Past;
using SpecimenLogistics.Ui.Staff;

namespace SpecimenLogistics.Ui;

/// <summary>Puts the control room and the REST API into a server.</summary>
public static class UiServices
{
    /// <summary>
    /// Needs from the server: the ports of Contracts (IJournal, IReadModel, IFeed, ITrack, IRoots, IIngestStatus, IClockControl), a
    /// grain factory, and the programme's clock as keyed TimeProvider.
    /// </summary>
    public static IServiceCollection AddUi(this IServiceCollection services, Action<UiOptions> configure)
    {
        services.Configure(configure);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<LiveState>().AddHostedService(provider => provider.GetRequiredService<LiveState>());
        services.AddSingleton<FleetPlaces>().AddHostedService(provider => provider.GetRequiredService<FleetPlaces>());
        services.AddSingleton<RoomPainter>().AddHostedService(provider => provider.GetRequiredService<RoomPainter>());
        services.AddSingleton<VehicleStream>();
        services.AddSingleton<PastRoom>();
        services.AddScoped<Moment>().AddScoped<Selection>().AddScoped<AtDesk>();
        services.AddRazorComponents().AddInteractiveServerComponents();
        // Keys protect only what a page gives back to this process: a new process, new pages.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddSingleton<TimelineReader>().AddSingleton<Searcher>().AddSingleton<BenchReader>();
        services.AddTransient<TubeSearch>().AddTransient<TubeImport>();
        services.AddSingleton<Registrar>().AddSingleton<PlanWriter>().AddSingleton<StatusReader>().AddSingleton<IncidentDesk>().AddSingleton<BoxDesk>().AddSingleton<SituationDesk>().AddSingleton<OrderDesk>();
        services.AddSingleton<PaperDesk>().AddSingleton<HandoverDesk>();
        services.AddSingleton<RunToken>();
        services.AddSingleton<Enrolment>().AddSingleton<StaffWorker>();
        services.AddAuthentication(RunTokenHandler.SchemeName).AddScheme<AuthenticationSchemeOptions, RunTokenHandler>(RunTokenHandler.SchemeName, null)
            .AddScheme<AuthenticationSchemeOptions, PhoneHandler>(PhoneHandler.SchemeName, null);
        services.AddSingleton<IAuthorizationHandler, OwnPlace>();
        // Every route denies unless it says otherwise; a phone gets in where a route says so, and nowhere else.
        var authorization = services.AddAuthorizationBuilder();
        foreach (var (what, roles) in May.Who)
            authorization.AddPolicy(what, policy => policy.AddAuthenticationSchemes(RunTokenHandler.SchemeName).RequireRole(roles.Select(Kebab.Of)));
        authorization.SetFallbackPolicy(new AuthorizationPolicyBuilder(RunTokenHandler.SchemeName).RequireAuthenticatedUser().Build())
            .AddPolicy(StaffRoutes.Policy, phone => phone.AddAuthenticationSchemes(PhoneHandler.SchemeName).RequireAuthenticatedUser().AddRequirements(new OwnPlace()));
        services.ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions));
        services.AddProblemDetails();
        services.AddOpenApi("v1");
        return services;
    }

    /// <summary>Adds access control, pages, live sockets and the API to the pipeline.</summary>
    public static WebApplication MapUi(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseMiddleware<AccessRules>();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.UseWebSockets();
        // Run from the build's output, assets lie where they were built: outside Development nobody else looks there.
        StaticWebAssetsLoader.UseStaticWebAssets(app.Environment, app.Configuration);
        // Scripts and styles hold nothing of anybody's: a phone loads them outside its own path, where its cookie does not go.
        app.MapStaticAssets().AllowAnonymous();
        app.MapApi();
        app.MapStaff();
        app.MapLabels();
        app.MapPaper();
        app.MapHandover();
        app.MapVehicleSocket();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        return app;
    }
}
