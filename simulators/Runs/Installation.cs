using System.Globalization;
using System.Security.Cryptography;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>Which processes make up the server of a run.</summary>
internal sealed class Installation(RunOptions options, string assembly, string folder, string simulated, TimeProvider real)
{
    readonly string _token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>The database of <see cref="Make"/>'s processes; null where their store is a file.</summary>
    public string? Store { get; private set; }

    /// <summary>One process with its store in a file, or several on a database.</summary>
    public Nodes Make()
    {
        if (!options.IsShared) return new Nodes([Process(folder, options.Port, [])], null);
        var database = options.Store is null ? new PrivateDatabase(folder, real) : null;
        var store = Store = options.Store ?? database!.Address;
        return new Nodes(Enumerable.Range(1, options.Nodes).Select(n => Process(
            Path.Combine(folder, Name(n)), n == 1 ? options.Port : 0,
            // One key signs the roots of the installation, whichever of its processes does it.
            ["--store", store, "--node", Name(n), "--root-key", Path.Combine(folder, "root-key.pem")])), database);
    }

    ServerProcess Process(string own, int port, IReadOnlyList<string> more) =>
        new(assembly, own, _token, port, simulated, options.Dispatcher, options.Tls ? [.. more, "--tls", RunAuthority.ServersIn(folder)] : more, real);

    static string Name(int n) => string.Create(CultureInfo.InvariantCulture, $"node{n}");
}
