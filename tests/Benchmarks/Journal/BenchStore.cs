using Microsoft.Extensions.DependencyInjection;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Journal;

namespace SpecimenLogistics.Benchmarks.Journal;

/// <summary>A fresh store on the disk that holds the artifacts, gone afterwards.</summary>
internal sealed class BenchStore : IDisposable
{
    readonly string _folder = Path.Combine(AppContext.BaseDirectory, "bench-" + Guid.NewGuid().ToString("N"));
    readonly ServiceProvider _services;

    public BenchStore(int perTransaction)
    {
        _services = new ServiceCollection()
            .AddLogging()
            .AddKeyedSingleton(ProgrammeClock.Key, TimeProvider.System)
            .AddJournal(o => (o.DataFolder, o.PerTransaction) = (_folder, perTransaction))
            .BuildServiceProvider();
        Journal = _services.GetRequiredService<IJournal>();
        Track = _services.GetRequiredService<ITrack>();
    }

    public IJournal Journal { get; }
    public ITrack Track { get; }

    public void Dispose()
    {
        _services.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
