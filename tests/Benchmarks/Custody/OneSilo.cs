using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Journal;
using SpecimenLogistics.Tests.Cluster;

namespace SpecimenLogistics.Benchmarks.Custody;

/// <summary>A silo as the server has it, with store and grains, without gateway, loops and screens. Its store goes with it, but where the folder is somebody else's.</summary>
sealed class OneSilo(string? given) : IAsyncDisposable
{
    readonly string folder = given ?? Path.Combine(AppContext.BaseDirectory, "bench-" + Guid.NewGuid().ToString("N"));
    IHost host = null!;

    public IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    public ITrack Track => host.Services.GetRequiredService<ITrack>();

    public static async Task<OneSilo> Start(RecordedAppends? recorder = null, string? folder = null)
    {
        var silo = new OneSilo(folder);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders().AddConsole().SetMinimumLevel(LogLevel.Error);
        builder.Services.AddKeyedSingleton(ProgrammeClock.Key, TimeProvider.System);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IClockControl, RealClock>();
        builder.Services.AddSingleton<IDirectory, EmptyDirectory>();
        builder.Services.AddJournal(o => o.DataFolder = silo.folder);
        if (recorder is not null)
        {
            var journal = builder.Services.Last(s => s.ServiceType == typeof(IJournal));
            builder.Services.Remove(journal);
            builder.Services.AddSingleton(services => recorder.Around((IJournal)ActivatorUtilities.CreateInstance(services, journal.ImplementationType!)));
        }
        builder.UseOrleans(orleans => orleans.UseLocalhostClustering(FreePort(), FreePort()));
        silo.host = builder.Build();
        await silo.host.StartAsync();
        return silo;
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        if (given is null) Directory.Delete(folder, recursive: true);
    }
}
