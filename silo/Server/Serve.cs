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

/// <summary>One process with every role: store, silo, gateway, screens. Loopback only.</summary>
static class Serve
{
    public static async Task<int> Run(IReadOnlyList<string> words)
    {
        if (Settings.Parse(words, out var mistake) is not { } settings)
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
        await using var app = Build(settings);
        await app.StartAsync();
        await ServerFile.Write(settings, HttpPort(app), app.Services.GetRequiredService<IFront>().Port, TimeProvider.System);
        await app.WaitForShutdownAsync();
        return 0;
    }

    static WebApplication Build(Settings settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, ApplicationName = typeof(Serve).Assembly.GetName().Name });
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, settings.HttpPort, listen => listen.Protocols = HttpProtocols.Http1));
        builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning)
            // The keys lie in a folder that its owner alone may read, which is what it would ask for.
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);

        var clock = new ProgrammeTime(settings.Data, TimeProvider.System, settings.Begins);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddKeyedSingleton<TimeProvider>(ProgrammeClock.Key, clock);
        builder.Services.AddSingleton<IClockControl>(clock);
        builder.Services.AddJournal(journal => (journal.DataFolder, journal.Store) = (settings.Data, settings.Store));
        builder.UseOrleans(silo => silo.UseOneProcess().AddDashboard());
        builder.Services.AddGrainLoops();
        if (settings.AutomaticDispatcher) builder.Services.AddAutoDispatcher();
        builder.Services.Configure<AlarmOptions>(alarms => alarms.Webhooks = settings.Webhooks);
        builder.Services.AddUi(ui => (ui.Token, ui.People, ui.Keys, ui.Oidc, ui.Tiles) = (settings.Token, PeopleVerb.PeopleFileOf(settings.Data), Path.Combine(settings.Data, "keys"), settings.Oidc, settings.Tiles));
        builder.Services.AddIngest(ingest => ingest.Port = settings.MqttPort);

        var app = builder.Build();
        app.MapUi();
        app.MapOrleansDashboard(routePrefix: "/grains").RequireAuthorization(May.Machine);
        return app;
    }

    static int HttpPort(WebApplication app)
    {
        var devices = app.Services.GetRequiredService<IFront>().Port;
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return addresses.Select(a => new Uri(a).Port).First(port => port != devices);
    }
}
