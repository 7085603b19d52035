namespace SpecimenLogistics.Simulators.Runs;

/// <summary>The server as several processes on one database, each with a folder of its own in the run's.</summary>
internal sealed class Nodes : IServer, IAsyncDisposable
{
    readonly ServerProcess[] _all;

    /// <param name="database">A private one, which is started first and stopped last; null where the processes were given one.</param>
    /// <param name="wires">Between them, where they may be made bad.</param>
    public Nodes(IEnumerable<ServerProcess> all, PrivateDatabase? database, Wiring? wires = null) => (_all, Database, Wires) = ([.. all], database, wires);

    public IReadOnlyList<ServerProcess> All => _all;
    public PrivateDatabase? Database { get; }
    public Wiring? Wires { get; }
    public IReadOnlyList<ServerFile> Addresses => [.. _all.Select(n => n.Address)];
    public bool HasExited => _all.Any(n => n.HasExited && !n.MayEnd);

    /// <summary>The first alone, so that the others find the store made.</summary>
    public async Task StartAsync(CancellationToken cancel)
    {
        if (Database is { IsUp: false } database) await database.StartAsync(cancel);
        await _all[0].StartAsync(cancel);
        await Task.WhenAll(_all[1..].Select(n => n.StartAsync(cancel)));
    }

    /// <summary>All at once, as when the room loses its power; the database has its own.</summary>
    public Task KillAsync() => Task.WhenAll(_all.Select(n => n.KillAsync()));

    /// <summary>Ends the processes; the database stays up.</summary>
    public Task StopAsync() => Task.WhenAll(_all.Select(n => n.StopAsync()));

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_all.Select(n => n.DisposeAsync().AsTask()));
        if (Wires is { } wires) await wires.DisposeAsync();
        if (Database is { } database) await database.DisposeAsync();
    }
}
