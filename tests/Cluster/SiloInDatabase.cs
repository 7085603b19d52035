using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Journal;
using SpecimenLogistics.Server;

namespace SpecimenLogistics.Tests.Cluster;

/// <summary>A silo as a process of a cluster would be: a host of its own, a folder of its own, and a database in common with the others.</summary>
sealed class SiloInDatabase : IAsyncDisposable
{
    readonly IHost host;
    bool ended;

    SiloInDatabase(IHost host) => this.host = host;

    public IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();
    public IReadModel Store => host.Services.GetRequiredService<IReadModel>();

    /// <param name="wires">What secures its connections; null for plain ones.</param>
    /// <param name="cluster">Silos of two clusters on one store know nothing of each other: each believes that it alone has a grain.</param>
    public static async Task<SiloInDatabase> Start(string store, string name, string cluster = "test", Wires? wires = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddKeyedSingleton<TimeProvider>(ProgrammeClock.Key, TimeProvider.System);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IClockControl, RealClock>();
        builder.Services.AddSingleton<IDirectory, EmptyDirectory>();
        builder.Services.AddSingleton<IFatalErrorHandler, OutlivesItsSilo>();
        builder.Services.AddJournal(o => (o.DataFolder, o.Store) = (OneSilo.NewFolder(), store));
        if (wires is not null) builder.Services.AddSingleton(wires).AddSecuredNodes();
        builder.UseOrleans(silo =>
        {
            var (siloPort, gatewayPort) = (FreePort(), FreePort());
            silo.UseAdoNetClustering(o => (o.Invariant, o.ConnectionString) = ("Npgsql", store));
            silo.ConfigureEndpoints("127.0.0.1", siloPort, gatewayPort);
            silo.Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (cluster, "test"));
            silo.Configure<SiloOptions>(o => o.SiloName = name);
            if (wires is not null) silo.Configure<ClusterMembershipOptions>(o => o.MaxJoinAttemptTime = TimeSpan.FromSeconds(10));
        });
        var host = builder.Build();
        // The store first: its migration makes the tables of the membership too.
        _ = host.Services.GetRequiredService<IJournal>();
        var silo = new SiloInDatabase(host);
        try { await host.StartAsync(TestContext.Current.CancellationToken); }
        catch
        {
            // One that was not let in goes on trying, and on judging the others.
            await silo.DisposeAsync();
            throw;
        }
        return silo;
    }

    /// <summary>Names of the silos that this one believes to be up.</summary>
    public async Task<string[]> Members()
    {
        var hosts = await Grains.GetGrain<IManagementGrain>(0).GetDetailedHosts(onlyActive: true);
        return [.. hosts.Select(h => h.SiloName).Order(StringComparer.Ordinal)];
    }

    public async Task Leave()
    {
        ended = true;
        await host.StopAsync(TestContext.Current.CancellationToken);
        await ((IAsyncDisposable)host).DisposeAsync();
    }

    /// <summary>A silo that is told that it was given up takes its process along; here that would be the tests'.</summary>
    sealed class OutlivesItsSilo : IFatalErrorHandler
    {
        public bool IsUnexpected(Exception exception) => false;
        public void OnFatalException(object? sender, string? context, Exception? exception) => Console.Error.WriteLine($"a silo of the tests would have ended its process: {context}");
    }

    static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (!ended) await Leave();
    }
}
