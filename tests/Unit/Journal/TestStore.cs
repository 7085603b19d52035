using Microsoft.Extensions.DependencyInjection;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Journal;
using SpecimenLogistics.Tests.Postgres;

namespace SpecimenLogistics.Unit.Journal;

/// <summary>A store with a folder, and a database, of its own, which can be closed and opened again.</summary>
internal sealed class TestStore : IDisposable
{
    readonly bool _own;
    readonly bool _ownStore;
    readonly Func<Dialect, Dialect>? _dialect;
    ServiceProvider _services;

    /// <param name="store">A database that another has made; null for one of its own.</param>
    public TestStore(On on, string? folder = null, Action<JournalOptions>? configure = null, Func<Dialect, Dialect>? dialect = null, string? store = null)
    {
        _dialect = dialect;
        _own = folder is null;
        _ownStore = on == On.Postgres && store is null;
        Store = _ownStore ? PrivatePostgres.Shared.NewStore() : store;
        Folder = folder ?? Directory.CreateTempSubdirectory("journal-test-").FullName;
        Configure = configure ?? (_ => { });
        _services = Build();
    }

    public string Folder { get; }

    /// <summary>The database's address; null where the store is a file in the folder.</summary>
    public string? Store { get; }
    public SteadyClock Clock { get; } = new();
    Action<JournalOptions> Configure { get; }

    public IJournal Journal => Get<IJournal>();
    public ITrack Track => Get<ITrack>();
    public IReadModel Read => Get<IReadModel>();
    public IFeed Feed => Get<IFeed>();
    public IRoots Roots => Get<IRoots>();
    public IUnreadable Unreadable => Get<IUnreadable>();
    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public VerifyReport Verify(string? against = null, Func<string, IReadOnlyList<JournalRow>, byte[]?>? refold = null) =>
        Store is { } store ? Verifier.RunShared(store, Folder, against, refold) : Verifier.Run(Folder, against, refold);

    public void Close() => _services.Dispose();

    public void Reopen()
    {
        Close();
        _services = Build();
    }

    ServiceProvider Build()
    {
        var services = new ServiceCollection().AddLogging().AddKeyedSingleton<TimeProvider>(ProgrammeClock.Key, Clock).AddJournal(o =>
        {
            (o.DataFolder, o.Store) = (Folder, Store);
            Configure(o);
        });
        if (_dialect is not null) services.AddSingleton(_dialect(new JournalOptions { DataFolder = Folder, Store = Store }.Dialect()));
        return services.BuildServiceProvider();
    }

    public void Dispose()
    {
        Close();
        if (_ownStore) PrivatePostgres.Drop(Store!);
        if (_own) Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>A programme clock that stands at noon UTC of the day until it is moved.</summary>
internal sealed class SteadyClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2020, 9, 6, 12, 0, 0, TimeSpan.Zero);
    public override DateTimeOffset GetUtcNow() => Now;
}
