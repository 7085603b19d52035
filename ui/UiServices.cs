using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Hosting.StaticWebAssets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SpecimenLogistics.Ui.Alarms;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Ui.Api;
using SpecimenLogistics.Ui.Audit;
using SpecimenLogistics.Ui.Handover;
using SpecimenLogistics.Ui.Labels;
using SpecimenLogistics.Ui.Paper;
using SpecimenLogistics.Ui.Past;
using SpecimenLogistics.Ui.People;
using SpecimenLogistics.Ui.Staff;

namespace SpecimenLogistics.Ui;

/// <summary>Puts the control room and the REST API into a server.</summary>
public static class UiServices
{
    /// <summary>
    /// Needs from the server: the ports of Contracts (IJournal, IReadModel, IFeed, ITrack, IRoots, IEvidence, IIngestStatus, IClockControl), a
    /// grain factory, and the programme's clock as keyed TimeProvider.
    /// </summary>
    public static IServiceCollection AddUi(this IServiceCollection services, Action<UiOptions> configure)
    {
        services.Configure(configure);
        var options = new UiOptions();
        configure(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<LiveState>().AddHostedService(provider => provider.GetRequiredService<LiveState>()).AddSingleton<IReadiness, LiveReadiness>();
        services.AddSingleton<FleetPlaces>().AddHostedService(provider => provider.GetRequiredService<FleetPlaces>());
        services.AddSingleton<RoomPainter>().AddHostedService(provider => provider.GetRequiredService<RoomPainter>());
        services.AddSingleton<VehicleStream>();
        services.AddSingleton<PastRoom>();
        services.AddScoped<Moment>().AddScoped<Selection>().AddScoped<AtDesk>();
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddDataProtection();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, CookieKeys>();
        services.AddSingleton<TimelineReader>().AddSingleton<Searcher>().AddSingleton<BenchReader>();
        services.AddTransient<TubeSearch>().AddTransient<TubeImport>();
        services.AddSingleton<Registrar>().AddSingleton<PlanWriter>().AddSingleton<StatusReader>().AddSingleton<IncidentDesk>().AddSingleton<BoxDesk>().AddSingleton<TwoPeople>().AddSingleton<SituationDesk>().AddSingleton<OrderDesk>();
        services.AddSingleton<ReportReader>().AddAudit();
        services.AddSingleton<SilenceDesk>();
        services.AddSingleton<PaperDesk>().AddSingleton<HandoverDesk>();
        services.AddSingleton<RunToken>();
        services.AddSingleton<Enrolment>().AddSingleton<StaffWorker>();
        services.AddPeople();
        services.AddSingleton<PhoneDesk>();
        services.AddSingleton<TrackerDesk>();
        services.AddAuthentication(PeopleServices.Desk).AddPerson().AddOidc(options.Oidc).AddScheme<AuthenticationSchemeOptions, RunTokenHandler>(RunTokenHandler.SchemeName, null)
            .AddScheme<AuthenticationSchemeOptions, PhoneHandler>(PhoneHandler.SchemeName, null);
        services.AddSingleton<IAuthorizationHandler, OwnPlace>();
        // Every route denies unless it says otherwise; a phone gets in where a route says so, and nowhere else.
        var authorization = services.AddAuthorizationBuilder().SetFallbackPolicy(Desk(May.Who[May.SetUp]));
        foreach (var (what, roles) in May.Who) authorization.AddPolicy(what, Desk(roles));
        authorization.AddPolicy(StaffRoutes.Policy, phone => phone.AddAuthenticationSchemes(PhoneHandler.SchemeName).RequireAuthenticatedUser().AddRequirements(new OwnPlace()));
        services.ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions));
        services.AddProblemDetails();
        services.AddOpenApi("v1");
        return services;
    }

    static AuthorizationPolicy Desk(IEnumerable<Role> roles) => new AuthorizationPolicyBuilder(PeopleServices.Desk).RequireAuthenticatedUser().RequireRole(roles.Select(Kebab.Of)).Build();

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
        app.MapSignOn();
        app.MapPeople();
        app.MapPhones();
        app.MapSecond();
        app.MapReports();
        app.MapAudit();
        app.MapLabels();
        app.MapPaper();
        app.MapHandover();
        app.MapAlarms();
        app.MapVehicleSocket();
        app.MapBenchmark();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode().RequireAuthorization(May.See);
        return app;
    }
}
