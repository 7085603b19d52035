using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.TestingHost;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Grains;
using SpecimenLogistics.Journal;

namespace SpecimenLogistics.Tests.Cluster;

/// <summary>A silo in this process on a real store in a folder of its own; kill it and start the next on the same folder.</summary>
sealed class OneSilo : IAsyncDisposable
{
    readonly string folder;
    readonly InProcessTestCluster cluster;

    OneSilo(string folder, InProcessTestCluster cluster) => (this.folder, this.cluster) = (folder, cluster);

    public IGrainFactory Grains => cluster.Client;
    public IServiceProvider Services => cluster.GetSiloServiceProvider();
    public FaultyJournal Journal => (FaultyJournal)Services.GetRequiredService<IJournal>();
    public IReadModel Store => Services.GetRequiredService<IReadModel>();

    public static string NewFolder() => Directory.CreateTempSubdirectory("specimen-").FullName;

    public static async Task<OneSilo> Start(string folder, bool loops = false)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddKeyedSingleton<TimeProvider>(ProgrammeClock.Key, TimeProvider.System);
            silo.Services.AddSingleton(TimeProvider.System);
            silo.Services.AddSingleton<IClockControl, RealClock>();
            silo.Services.AddSingleton<IDirectory, EmptyDirectory>();
            silo.Services.AddJournal(o => o.DataFolder = folder);
            FaultyJournal.Around(silo.Services);
            if (loops) silo.Services.AddGrainLoops();
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new OneSilo(folder, cluster);
    }

    /// <summary>As a power cut: nothing is told to anybody.</summary>
    public async Task Kill()
    {
        foreach (var silo in cluster.Silos.ToList()) await cluster.KillSiloAsync(silo);
    }

    public async ValueTask DisposeAsync() => await cluster.DisposeAsync();
}
