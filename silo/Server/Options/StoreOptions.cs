using SpecimenLogistics.Journal;

namespace SpecimenLogistics.Server;

/// <summary>Where the store is, and which of its processes this one is.</summary>
static class StoreOptions
{
    public const string Usage = "[--store CONNECTION [--roles silo,gateway,ui] [--cluster-id ID] [--node NAME] [--silo-port PORT [--advertised-silo-port PORT]] [--gateway-port PORT]] [--root-key FILE]";

    public static string? Store(Given given)
    {
        var store = given.Text("--store");
        if (store is not null && StoreAddress.Fault(store) is { } fault) given.Wrong($"--store {fault}");
        return store is null || StoreAddress.Fault(store) is not null ? store : StoreAddress.WithTarget(store);
    }

    /// <summary>All where nothing is said.</summary>
    public static Roles Roles(Given given, string? store)
    {
        if (given.Text("--roles") is not { } text) return Server.Roles.All;
        var roles = Server.Roles.None;
        foreach (var word in text.Split(','))
            if (word is "silo" or "gateway" or "ui") roles |= Enum.Parse<Roles>(word, ignoreCase: true);
            else given.Wrong($"--roles is some of silo, gateway and ui, not '{word}'");
        if (store is null && roles != Server.Roles.All) given.Wrong("--roles is for several processes on one --store");
        return roles;
    }

    /// <summary>null where the store is a file in the data folder.</summary>
    public static Node? Node(Given given, string? store)
    {
        var alone = given.Of("--cluster-id", "--node", "--silo-port", "--advertised-silo-port", "--gateway-port");
        if (store is null)
        {
            if (alone.Count > 0) given.Wrong($"{alone[0]} is for several processes on one --store");
            return null;
        }
        var node = new Node(
            given.Text("--cluster-id") ?? Server.Node.UsualCluster, given.Text("--node") ?? Server.Node.UsualName, given.Port("--silo-port"), given.Port("--gateway-port"))
        {
            AdvertisedSiloPort = given.Port("--advertised-silo-port"),
        };
        if (node is { AdvertisedSiloPort: not 0, SiloPort: 0 }) given.Wrong("--advertised-silo-port needs a --silo-port that it leads to");
        if (node.Cluster.Length is 0 or > 100 || node.Name.Length is 0 or > 100) given.Wrong("--cluster-id and --node have 1 to 100 characters");
        return node;
    }
}
