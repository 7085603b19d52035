using Microsoft.Extensions.DependencyInjection;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Journal;

namespace SpecimenLogistics.Benchmarks.Journal;

/// <summary>A fresh store on the disk that holds the artifacts, gone afterwards.</summary>
internal sealed class BenchStore : IDisposable
{
    readonly string _folder = Path.Combine(AppContext.BaseDirectory, "bench-" + Guid.NewGuid().ToString("N"));
    readonly int _perTransaction;
    ServiceProvider _services;

    public BenchStore(int perTransaction)
    {
        _perTransaction = perTransaction;
        _services = Open();
    }

    public string Folder => _folder;
    public IJournal Journal { get; private set; } = null!;
    public ITrack Track { get; private set; } = null!;

    public void Close() => _services.Dispose();

    public void Reopen() => _services = Open();

    ServiceProvider Open()
    {
        var services = new ServiceCollection()
            .AddLogging()
            .AddKeyedSingleton(ProgrammeClock.Key, TimeProvider.System)
            .AddJournal(o => (o.DataFolder, o.PerTransaction) = (_folder, _perTransaction))
            .BuildServiceProvider();
        Journal = services.GetRequiredService<IJournal>();
        Track = services.GetRequiredService<ITrack>();
        return services;
    }

    public void Dispose()
    {
        _services.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
