namespace SpecimenLogistics.Simulators.Runs;

/// <summary>The server as several processes on one database, each with a folder of its own in the run's.</summary>
internal sealed class Nodes : IServer, IAsyncDisposable
{
    readonly ServerProcess[] _all;
    PrivateDatabase? _lost;

    /// <param name="database">A private one, which is started first and stopped last; null where the processes were given one.</param>
    /// <param name="wires">Between them, where they may be made bad.</param>
    public Nodes(IEnumerable<ServerProcess> all, PrivateDatabase? database, Wiring? wires = null) => (_all, Database, Wires) = ([.. all], database, wires);

    public IReadOnlyList<ServerProcess> All => _all;
    public PrivateDatabase? Database { get; private set; }

    /// <summary>Of the database; null where it has none, and from when it is the database.</summary>
    public PrivateDatabase? Standby { get; set; }
    public Wiring? Wires { get; }

    /// <summary>Between devices and them; null where devices connect to them.</summary>
    public PrivateBroker? Broker { get; init; }

    /// <summary>Under their store, where it may be full.</summary>
    public SmallDisk? Disk { get; init; }
    public IReadOnlyList<ServerFile> Addresses => [.. _all.Select(n => n.Address)];
    public bool HasExited => _all.Any(n => n.HasExited && !n.MayEnd);

    /// <summary>The first alone, so that the others find the store made.</summary>
    public async Task StartAsync(CancellationToken cancel)
    {
        Disk?.Mount();
        if (Database is { IsUp: false } database) await database.StartAsync(cancel);
        if (Standby is { IsUp: false } standby) await standby.StartAsync(cancel);
        await _all[0].StartAsync(cancel);
        await Task.WhenAll(_all[1..].Select(n => n.StartAsync(cancel)));
    }

    /// <summary>The database is gone for good, and its standby takes its place.</summary>
    public async Task LoseDatabaseAsync(CancellationToken cancel)
    {
        await Database!.KillAsync(cancel);
        _lost = Database;
        (Database, Standby) = (Standby, null);
    }

    /// <summary>All at once, as when the room loses its power; the database has its own.</summary>
    public Task KillAsync() => Task.WhenAll(_all.Select(n => n.KillAsync()));

    /// <summary>Ends the processes; the database stays up.</summary>
    public Task StopAsync() => Task.WhenAll(_all.Select(n => n.StopAsync()));

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_all.Select(n => n.DisposeAsync().AsTask()));
        if (Broker is { } broker) await broker.DisposeAsync();
        if (Wires is { } wires) await wires.DisposeAsync();
        foreach (var database in new[] { Standby, Database, _lost }.OfType<PrivateDatabase>()) await database.DisposeAsync();
        Disk?.Dispose();
    }
}
