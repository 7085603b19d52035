using System.Globalization;
using System.Security.Cryptography;
using SpecimenLogistics.Simulators.Faults;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>Which processes make up the server of a run.</summary>
/// <param name="broker">Between devices and them, started; null where devices connect to them.</param>
internal sealed class Installation(RunOptions options, string assembly, string folder, string simulated, TimeProvider real, PrivateBroker? broker = null)
{
    readonly string _token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>The database of <see cref="Make"/>'s processes; null where their store is a file.</summary>
    public string? Store { get; private set; }

    /// <summary>The folder of a process whose disk is one of its own, gone with the run; null where there is none.</summary>
    public string? OnSmallDisk { get; private set; }

    /// <summary>One process with its store in a file, or several on a database.</summary>
    public Nodes Make()
    {
        var full = options.Faults.Contains(FaultName.DiskFull);
        // The run keeps a file of its own in its folder, which must not be on the full disk.
        if (!options.IsShared && full)
        {
            OnSmallDisk = Path.Combine(folder, "alone");
            return new Nodes([Process(OnSmallDisk, options.Port, [])], null) { Disk = new SmallDisk(OnSmallDisk), Broker = broker };
        }
        if (!options.IsShared) return new Nodes([Process(folder, options.Port, [])], null) { Broker = broker };
        var database = options.Store is null ? new PrivateDatabase(folder, real) : null;
        var standby = database is not null && options.Standby ? new PrivateDatabase(folder, real, database) : null;
        var store = Store = options.Store ?? (standby ?? database)!.Address;
        ServerProcess[] all = [];
        var wires = database is not null && options.Faults.Overlaps(FaultName.OfTheWires) ? new Wiring(options.Nodes, () => database.EndPoint, () => [.. all.Select(n => n.Pid)], real) : null;
        all = [.. Enumerable.Range(1, options.Nodes).Select(n => Process(
            Path.Combine(folder, Name(n)), n == 1 ? options.Port : 0,
            // One key signs the roots of the installation, whichever of its processes does it.
            ["--store", wires?.Store(n - 1) ?? store, "--node", Name(n), "--root-key", Path.Combine(folder, "root-key.pem"), .. wires?.Words(n - 1) ?? []]))];
        return new Nodes(all, database, wires) { Disk = full ? new SmallDisk(database!.Data) : null, Standby = standby, Broker = broker };
    }

    ServerProcess Process(string own, int port, IReadOnlyList<string> more) =>
        new(assembly, own, _token, port, simulated, options.Dispatcher, [.. more, .. broker?.Words ?? [], .. options.Tls ? (string[])["--tls", RunAuthority.ServersIn(folder)] : []], real);

    static string Name(int n) => string.Create(CultureInfo.InvariantCulture, $"node{n}");
}
