using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>
/// The wires between the processes of an installation and to their database, so that they can be made bad: each process has a way of its own to the
/// database, and one by which the others reach it, on whose port it is known to them. Devices and people come by no wire of ours: they always reach
/// every process, which is the worst that can happen with one that is cut off.
/// </summary>
internal sealed class Wiring : IAsyncDisposable
{
    readonly Proxy[] _toDatabase, _toSilos;

    /// <param name="database">Where the database listens.</param>
    /// <param name="processes">Ids of the processes as they are now; in the order of the wires.</param>
    public Wiring(int nodes, Func<EndPoint> database, Func<IReadOnlyList<int>> processes, TimeProvider real)
    {
        SiloPorts = [.. Enumerable.Range(0, nodes).Select(_ => FreePort())];
        _toDatabase = [.. SiloPorts.Select(_ => new Proxy(database, real))];
        _toSilos = [.. SiloPorts.Select(port => new Proxy(() => new IPEndPoint(IPAddress.Loopback, port), real, from => Callers.Of(from, processes())))];
    }

    /// <summary>Where each process listens for the others.</summary>
    public IReadOnlyList<int> SiloPorts { get; }

    public IReadOnlyList<Proxy> ToDatabase => _toDatabase;

    /// <summary>What the command line of a process says of its wires.</summary>
    public IReadOnlyList<string> Words(int node) =>
        ["--silo-port", Text(SiloPorts[node]), "--advertised-silo-port", Text(_toSilos[node].Port)];

    public string Store(int node) => $"Host=127.0.0.1;Port={Text(_toDatabase[node].Port)};Username=postgres;Database=postgres;SSL Mode=Disable";

    /// <summary>Nothing goes from this process to the others or comes from them, the database, or both; nothing is told to anybody.</summary>
    public void CutOff(int node, bool fromOthers, bool fromDatabase)
    {
        if (fromDatabase) _toDatabase[node].Hold();
        if (!fromOthers) return;
        foreach (var (n, wire) in _toSilos.Index()) wire.Hold(caller => n == node || caller == node);
    }

    /// <summary>What was on the wires when they were cut comes now.</summary>
    public void Mend()
    {
        foreach (var wire in _toDatabase.Concat(_toSilos)) wire.LetGo();
    }

    // Free until somebody takes it; the system gives the same one again only much later.
    static int FreePort()
    {
        using var one = new TcpListener(IPAddress.Loopback, 0);
        one.Start();
        return ((IPEndPoint)one.LocalEndpoint).Port;
    }

    static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        foreach (var wire in _toDatabase.Concat(_toSilos)) await wire.DisposeAsync();
    }
}
