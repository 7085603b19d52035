using Orleans.Dashboard;
using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Grains;
using SpecimenLogistics.Ingest;
using SpecimenLogistics.Journal;
using SpecimenLogistics.Ui;

namespace SpecimenLogistics.Server;

/// <summary>One process with every role: store, silo, gateway, screens; alone, or one of several on one store, each with the roles it is given. Loopback only, unless its wires are secured.</summary>
static class Serve
{
    public static async Task<int> Run(IReadOnlyList<string> words)
    {
        if (Settings.Parse(words, out var mistake) is not { } settings)
        {
            Console.Error.WriteLine(mistake);
            return 64;
        }
        if (!Securing.TryRead(settings.Tls, out var credentials, out mistake))
        {
            Console.Error.WriteLine(mistake);
            return 64;
        }
        System.IO.Directory.CreateDirectory(settings.Data);
        if (await SimulationMark.Check(settings) is { } refusal)
        {
            Console.Error.WriteLine(refusal);
            return 64;
        }
        await using var app = await Build(settings, credentials);
        await app.StartAsync();
        await ServerFile.Write(settings, HttpPort(app), app.Services.GetService<IFront>()?.Port, TimeProvider.System);
        await app.WaitForShutdownAsync();
        return 0;
    }

    static async Task<WebApplication> Build(Settings settings, Credentials? credentials)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, ApplicationName = typeof(Serve).Assembly.GetName().Name });
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(settings.Listen, settings.HttpPort, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.SecureWhereAsked();
        }));
        builder.Logging.ClearProviders().AddSimpleConsole(console => (console.SingleLine, console.UseUtcTimestamp, console.TimestampFormat) = (true, true, "yyyy-MM-ddTHH:mm:ss.fffZ ")).SetMinimumLevel(LogLevel.Warning)
            // Who joins, who is suspected and who is given up: what an operator asks for first.
            .AddFilter("Orleans.Runtime.MembershipService.MembershipTableManager", LogLevel.Information)
            .AddFilter("Orleans.Runtime.MembershipService.ClusterHealthMonitor", LogLevel.Information)
            .AddFilter("SpecimenLogistics.Grains.SharedDuty", LogLevel.Information)
            // The keys lie in a folder that its owner alone may read, which is what it would ask for.
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);

        var roles = settings.Roles;
        builder.Services.AddSingleton(TimeProvider.System);
        if (credentials is not null) builder.Services.AddWires(settings.Tls!, credentials);
        builder.Services.AddJournal(journal => (journal.DataFolder, journal.Store, journal.RootKey) = (settings.Data, settings.Store, settings.RootKey));
        builder.Join(settings);
        await builder.AddClock(settings);
        if (roles.HasFlag(Roles.Silo)) builder.AddSilo(settings);
        if (roles.HasFlag(Roles.Ui)) builder.AddScreens(settings);
        builder.Services.AddWatching(settings);
        builder.AddTracing(settings);
        // What phones hand in at a screen's process goes the way of what devices publish.
        if (roles != Roles.Silo) builder.Services.AddIngest(ingest => (ingest.Port, ingest.Address) = (settings.MqttPort, settings.Listen));
        if (roles.HasFlag(Roles.Gateway) && settings.Broker is { } broker) builder.Services.AddBroker(broker);
        else if (roles.HasFlag(Roles.Gateway)) builder.Services.AddDevices();

        var app = builder.Build();
        app.UseHstsWhereSecured();
        if (roles.HasFlag(Roles.Ui)) app.MapUi();
        else app.MapHealthAlone(settings.Token);
        if (roles.HasFlag(Roles.Ui) && roles.HasFlag(Roles.Silo)) app.MapOrleansDashboard(routePrefix: "/grains").RequireAuthorization(May.Machine);
        app.MapWatching(roles);
        return app;
    }

    static void AddSilo(this WebApplicationBuilder builder, Settings settings)
    {
        builder.UseOrleans(silo => silo.AddDashboard());
        builder.Services.AddGrainLoops().AddDirectory();
        if (settings.AutomaticDispatcher) builder.Services.AddAutoDispatcher();
        builder.Services.Configure<AlarmOptions>(alarms => alarms.Webhooks = settings.Webhooks);
    }

    static void AddScreens(this WebApplicationBuilder builder, Settings settings) => builder.Services.AddUi(ui =>
    {
        (ui.Token, ui.Oidc, ui.Tiles, ui.LoopbackOnly) = (settings.Token, settings.Oidc, settings.Tiles, IPAddress.IsLoopback(settings.Listen));
        ui.DevicesPort = settings.MqttPort == 0 ? null : settings.MqttPort;
        (ui.People, ui.PeopleStore, ui.Keys) = (PeopleVerb.PeopleFileOf(settings.Data), settings.Store, Path.Combine(settings.Data, "keys"));
    });

    static async Task AddClock(this WebApplicationBuilder builder, Settings settings)
    {
        var notes = settings.Store is { } store ? new SharedNotes(store) : null;
        var clock = await ProgrammeTime.Open(notes is null ? new ClockFile(settings.Data) : new ClockNote(notes), TimeProvider.System, settings.Begins, CancellationToken.None);
        builder.Services.AddKeyedSingleton<TimeProvider>(ProgrammeClock.Key, clock);
        builder.Services.AddSingleton<IClockControl>(clock);
        if (notes is null) return;
        builder.Services.AddSingleton<INotes>(_ => notes).AddSingleton(clock).AddHostedService<ClockFollower>();
    }

    static int HttpPort(WebApplication app)
    {
        var devices = app.Services.GetService<IFront>()?.Port;
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return addresses.Select(a => new Uri(a).Port).First(port => port != devices);
    }
}
