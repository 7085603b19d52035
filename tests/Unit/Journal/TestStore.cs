using Microsoft.Extensions.DependencyInjection;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Journal;

namespace SpecimenLogistics.Unit.Journal;

/// <summary>A store in a folder of its own, which can be closed and opened again.</summary>
internal sealed class TestStore : IDisposable
{
    readonly bool _own;
    readonly Func<Dialect, Dialect>? _dialect;
    ServiceProvider _services;

    public TestStore(string? folder = null, Action<JournalOptions>? configure = null, Func<Dialect, Dialect>? dialect = null)
    {
        _dialect = dialect;
        _own = folder is null;
        Folder = folder ?? Directory.CreateTempSubdirectory("journal-test-").FullName;
        Configure = configure ?? (_ => { });
        _services = Build();
    }

    public string Folder { get; }
    public SteadyClock Clock { get; } = new();
    Action<JournalOptions> Configure { get; }

    public IJournal Journal => Get<IJournal>();
    public ITrack Track => Get<ITrack>();
    public IReadModel Read => Get<IReadModel>();
    public IFeed Feed => Get<IFeed>();
    public IRoots Roots => Get<IRoots>();
    public IUnreadable Unreadable => Get<IUnreadable>();
    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

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
            o.DataFolder = Folder;
            Configure(o);
        });
        if (_dialect is not null) services.AddSingleton(_dialect(new SqliteDialect(Folder)));
        return services.BuildServiceProvider();
    }

    public void Dispose()
    {
        Close();
        if (_own) Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>A programme clock that stands at noon UTC of the day until it is moved.</summary>
internal sealed class SteadyClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2020, 9, 6, 12, 0, 0, TimeSpan.Zero);
    public override DateTimeOffset GetUtcNow() => Now;
}
