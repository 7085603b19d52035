using Microsoft.Extensions.DependencyInjection;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Journal;
using SpecimenLogistics.Tests.Postgres;

namespace SpecimenLogistics.Benchmarks.Journal;

/// <summary>A fresh store on the disk that holds the artifacts, or in a database, gone afterwards.</summary>
internal sealed class BenchStore : IDisposable
{
    readonly string _folder = Path.Combine(AppContext.BaseDirectory, "bench-" + Guid.NewGuid().ToString("N"));
    readonly int _perTransaction;
    ServiceProvider _services;

    readonly string? _store;

    /// <param name="postgres">Where the store is made; null for a file.</param>
    public BenchStore(int perTransaction, PrivatePostgres? postgres = null)
    {
        _perTransaction = perTransaction;
        _store = postgres?.NewStore();
        _services = Open();
    }

    public string Folder => _folder;
    public IJournal Journal { get; private set; } = null!;
    public ITrack Track { get; private set; } = null!;

    public VerifyReport Verify() => _store is null ? Verifier.Run(_folder) : Verifier.RunShared(_store);

    public void Close() => _services.Dispose();

    public void Reopen() => _services = Open();

    ServiceProvider Open()
    {
        var services = new ServiceCollection()
            .AddLogging()
            .AddKeyedSingleton(ProgrammeClock.Key, TimeProvider.System)
            .AddJournal(o => (o.DataFolder, o.Store, o.PerTransaction) = (_folder, _store, _perTransaction))
            .BuildServiceProvider();
        Journal = services.GetRequiredService<IJournal>();
        Track = services.GetRequiredService<ITrack>();
        return services;
    }

    public void Dispose()
    {
        _services.Dispose();
        if (_store is not null) PrivatePostgres.Drop(_store);
        Directory.Delete(_folder, recursive: true);
    }
}
