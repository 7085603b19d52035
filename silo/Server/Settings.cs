using System.Globalization;
using SpecimenLogistics.Journal;
using SpecimenLogistics.Ui;

namespace SpecimenLogistics.Server;

/// <summary>What <c>serve</c> is started with.</summary>
/// <param name="Data">The data folder; one server a folder.</param>
/// <param name="HttpPort">0 takes a free one. Loopback only.</param>
/// <param name="MqttPort">0 takes a free one. Loopback only.</param>
/// <param name="Token">The bearer token of the screens and the REST API.</param>
/// <param name="Simulated">Which replay this is for (scenario/seed/date); null for a real programme.</param>
public sealed record Settings(string Data, int HttpPort, int MqttPort, string Token, string? Simulated)
{
    /// <summary>A PostgreSQL database that holds the store, as Npgsql's connection string; null keeps it in <see cref="Data"/>.</summary>
    public string? Store { get; init; }

    /// <summary>Which of several processes on <see cref="Store"/> this is; null where there is no <see cref="Store"/>.</summary>
    public Node? Node { get; init; }

    /// <summary>The file of the key that signs roots; null for one in <see cref="Data"/>. Processes on one store want the same.</summary>
    public string? RootKey { get; init; }

    /// <summary>Where red incidents go that nobody acknowledges.</summary>
    public IReadOnlyList<Uri> Webhooks { get; init; } = [];

    /// <summary>Where a sign of life goes each half minute; null for nowhere.</summary>
    public Uri? Heartbeat { get; init; }

    /// <summary>An organisation's own sign-on.</summary>
    public OidcOptions? Oidc { get; init; }

    /// <summary>Pictures under the map from elsewhere; null for none.</summary>
    public TileSource? Tiles { get; init; }

    /// <summary>A replay's clock stands here until it is set: by the real one every deadline of its day is long past. null for a real programme.</summary>
    public DateTimeOffset? Begins { get; init; }

    /// <summary>With nobody at the desk a program takes the first choice.</summary>
    public bool AutomaticDispatcher { get; init; }

    public const string Usage = "serve --data DIR --token TOKEN [--store CONNECTION [--cluster-id ID] [--node NAME] [--silo-port PORT] [--gateway-port PORT]] [--root-key FILE] [--http PORT] [--mqtt PORT] [--simulated SCENARIO/SEED/DATE] [--webhooks URL,URL] [--heartbeat URL] [--dispatcher auto|none] [--tiles https://HOST/{z}/{x}/{y}.png --tiles-attribution TEXT] [--oidc-authority URL --oidc-client ID --oidc-secret-file FILE]";

    static readonly HashSet<string> s_options =
    [
        "--data", "--token", "--http", "--mqtt", "--store", "--cluster-id", "--node", "--silo-port", "--gateway-port", "--root-key", "--simulated", "--dispatcher",
        "--webhooks", "--heartbeat", "--tiles", "--tiles-attribution", "--oidc-authority", "--oidc-client", "--oidc-secret-file",
    ];

    /// <summary>Reads the words of a command line; on a mistake says in one line what is wrong.</summary>
    public static Settings? Parse(IReadOnlyList<string> words, out string mistake)
    {
        mistake = "";
        var given = new Dictionary<string, string>();
        for (var i = 0; i < words.Count; i += 2)
        {
            if (!s_options.Contains(words[i])) { mistake = $"unknown option {words[i]}; usage: {Usage}"; return null; }
            if (i + 1 == words.Count) { mistake = $"{words[i]} needs a value; usage: {Usage}"; return null; }
            given[words[i]] = words[i + 1];
        }
        if (!given.TryGetValue("--data", out var data)) { mistake = $"--data is missing; usage: {Usage}"; return null; }
        if (!given.TryGetValue("--token", out var token) || token.Length < 16) { mistake = "--token must have at least 16 characters"; return null; }
        var store = given.GetValueOrDefault("--store");
        if (store is not null && StoreAddress.Fault(store) is { } fault) { mistake = $"--store {fault}"; return null; }
        if (!TryNode(given, store, out var node, out mistake)) return null;
        if (!Port(given, "--http", out var http, out mistake) || !Port(given, "--mqtt", out var mqtt, out mistake)) return null;
        var hooks = given.GetValueOrDefault("--webhooks", "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (hooks.FirstOrDefault(h => !Uri.TryCreate(h, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")) is { } bad) { mistake = $"--webhooks: '{bad}' is not an http or https address"; return null; }
        Uri? heartbeat = null;
        if (given.TryGetValue("--heartbeat", out var beat) && !(Uri.TryCreate(beat, UriKind.Absolute, out heartbeat) && heartbeat.Scheme is "http" or "https")) { mistake = $"--heartbeat: '{beat}' is not an http or https address"; return null; }
        var simulated = given.GetValueOrDefault("--simulated");
        var begins = DateOf(simulated);
        if (simulated is not null && begins is null) { mistake = $"--simulated must be SCENARIO/SEED/DATE with a date like 2020-09-06, not '{simulated}'"; return null; }
        if (given.GetValueOrDefault("--dispatcher", "none") is not ("auto" or "none")) { mistake = $"--dispatcher must be auto or none, not '{given["--dispatcher"]}'"; return null; }
        var tiles = given.GetValueOrDefault("--tiles");
        if (tiles is not null && TileSource.Fault(tiles) is { } wrong) { mistake = $"--tiles {wrong}"; return null; }
        if (tiles is null != given.GetValueOrDefault("--tiles-attribution") is null) { mistake = "--tiles and --tiles-attribution belong together: whoever draws the tiles is named on the map"; return null; }
        if (!TryOidc(given, out var oidc, out mistake)) return null;
        return new Settings(Path.GetFullPath(data), http, mqtt, token, simulated)
        {
            Store = store, Node = node, RootKey = given.GetValueOrDefault("--root-key") is { } key ? Path.GetFullPath(key) : null,
            Begins = begins, AutomaticDispatcher = given.GetValueOrDefault("--dispatcher") == "auto",
            Heartbeat = heartbeat, Webhooks = [.. hooks.Select(h => new Uri(h))],
            Oidc = oidc, Tiles = tiles is null ? null : new TileSource(tiles, given["--tiles-attribution"]),
        };
    }

    static bool TryNode(Dictionary<string, string> given, string? store, out Node? node, out string mistake)
    {
        (node, mistake) = (null, "");
        if (store is null && new[] { "--cluster-id", "--node", "--silo-port", "--gateway-port" }.FirstOrDefault(given.ContainsKey) is { } alone)
        {
            mistake = $"{alone} is for several processes on one --store";
            return false;
        }
        if (store is null) return true;
        if (!Port(given, "--silo-port", out var silo, out mistake) || !Port(given, "--gateway-port", out var gateway, out mistake)) return false;
        node = new Node(given.GetValueOrDefault("--cluster-id", Node.UsualCluster), given.GetValueOrDefault("--node", Node.UsualName), silo, gateway);
        if (new[] { node.Cluster, node.Name }.FirstOrDefault(n => n.Length is 0 or > 100) is null) return true;
        mistake = "--cluster-id and --node have 1 to 100 characters";
        return false;
    }

    static bool TryOidc(Dictionary<string, string> given, out OidcOptions? oidc, out string mistake)
    {
        (oidc, mistake) = (null, "");
        string[] names = ["--oidc-authority", "--oidc-client", "--oidc-secret-file"];
        if (!names.Any(given.ContainsKey)) return true;
        if (names.FirstOrDefault(n => !given.ContainsKey(n)) is { } missing) { mistake = $"{missing} is missing: the three --oidc options belong together"; return false; }
        if (!Uri.TryCreate(given[names[0]], UriKind.Absolute, out var authority) || !(authority.Scheme == "https" || (authority.Scheme == "http" && authority.IsLoopback)))
        {
            mistake = $"--oidc-authority: '{given[names[0]]}' is not an https address";
            return false;
        }
        // A secret on the command line could be read by whoever lists processes.
        if (!File.Exists(given[names[2]])) { mistake = $"--oidc-secret-file: there is no file {given[names[2]]}"; return false; }
        oidc = new OidcOptions(authority, given[names[1]], File.ReadAllText(given[names[2]]).Trim());
        return true;
    }

    // Where on earth the day is, only the programme will say: its date begins first where clocks are furthest ahead.
    static DateTimeOffset? DateOf(string? simulated) =>
        simulated?.Split('/') is [_, _, var date] && DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.FromHours(14))
            : null;

    static bool Port(Dictionary<string, string> given, string name, out int port, out string mistake)
    {
        (port, mistake) = (0, "");
        if (!given.TryGetValue(name, out var text)) return true;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= 65_535) return true;
        mistake = $"{name} must be a port from 0 to 65535, not '{text}'";
        return false;
    }
}
