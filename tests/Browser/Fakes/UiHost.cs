using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Ui;

namespace SpecimenLogistics.Browser.Fakes;

/// <summary>The real pages and the real API over a store in memory, on a free loopback port.</summary>
public sealed class UiHost : IAsyncDisposable
{
    public const string Token = "test-token-0123456789";
    readonly WebApplication app;

    UiHost(WebApplication app, FakeStore store, FakeClock clock, FakeTrack track)
    {
        (this.app, Store, Clock, Track) = (app, store, clock, track);
        Address = new Uri(app.Urls.First());
        Client = new HttpClient { BaseAddress = Address };
        Client.DefaultRequestHeaders.Authorization = new("Bearer", Token);
    }

    public FakeStore Store { get; }
    public FakeClock Clock { get; }
    public FakeTrack Track { get; }
    public Uri Address { get; }
    public IServiceProvider Services => app.Services;
    public FakeScanDesk Scans => (FakeScanDesk)app.Services.GetRequiredService<IScanDesk>();

    /// <summary>Signed on with the run's token.</summary>
    public HttpClient Client { get; }

    /// <param name="also">Services in place of the fakes.</param>
    /// <param name="more">What else the one who starts the server decides.</param>
    public static async Task<UiHost> Start(DateTimeOffset now, Action<FakeStore, FakeTrack>? fill = null, Action<IServiceCollection>? also = null, Action<UiOptions>? more = null)
    {
        var (store, clock, track) = (new FakeStore(), new FakeClock(now), new FakeTrack());
        fill?.Invoke(store, track);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = typeof(UiHost).Assembly.GetName().Name, EnvironmentName = "Production", ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddConsole().SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.Services.AddSingleton<IJournal>(store).AddSingleton<IReadModel>(store).AddSingleton<IFeed>(store).AddSingleton<IStoreTakes>(store);
        builder.Services.AddSingleton<ITrack>(track).AddSingleton<IIngestStatus, FakeIngest>().AddSingleton<IRoots, FakeRoots>().AddSingleton<IEvidence, NoEvidence>();
        builder.Services.AddSingleton<IClockControl>(clock).AddKeyedSingleton<TimeProvider>(ProgrammeClock.Key, clock);
        builder.Services.AddSingleton(FakeGrains.Over(store));
        builder.Services.AddSingleton<IScanDesk>(new FakeScanDesk(store));
        builder.Services.AddUi(ui =>
        {
            ui.Token = Token;
            more?.Invoke(ui);
        });
        also?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapUi();
        await app.StartAsync();
        return new UiHost(app, store, clock, track);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
