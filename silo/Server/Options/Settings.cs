using System.Net;
using SpecimenLogistics.Ui;

namespace SpecimenLogistics.Server;

/// <summary>What <c>serve</c> is started with.</summary>
/// <param name="Data">The data folder; one server a folder.</param>
/// <param name="HttpPort">0 takes a free one.</param>
/// <param name="MqttPort">0 takes a free one.</param>
/// <param name="Token">The bearer token of the screens and the REST API.</param>
/// <param name="Simulated">Which replay this is for (scenario/seed/date); null for a real programme.</param>
public sealed record Settings(string Data, int HttpPort, int MqttPort, string Token, string? Simulated)
{
    /// <summary>A PostgreSQL database that holds the store, as Npgsql's connection string; null keeps it in <see cref="Data"/>.</summary>
    public string? Store { get; init; }

    /// <summary>Which of several processes on <see cref="Store"/> this is; null where there is no <see cref="Store"/>.</summary>
    public Node? Node { get; init; }

    /// <summary>What this process does of what is to be done.</summary>
    public Roles Roles { get; init; } = Roles.All;

    /// <summary>The folder of the certificates by which every wire is secured; null for none.</summary>
    public string? Tls { get; init; }

    /// <summary>Where everything listens; loopback where there is no <see cref="Tls"/>.</summary>
    public IPAddress Listen { get; init; } = IPAddress.Loopback;

    /// <summary>The file of the key that signs roots; null for one in <see cref="Data"/>. Processes on one store want the same.</summary>
    public string? RootKey { get; init; }

    /// <summary>Where red incidents go that nobody acknowledges.</summary>
    public IReadOnlyList<Uri> Webhooks { get; init; } = [];

    /// <summary>Where a sign of life goes each half minute; null for nowhere.</summary>
    public Uri? Heartbeat { get; init; }

    /// <summary>A broker of somebody else's that devices connect to; null where they connect here.</summary>
    public Ingest.BrokerAddress? Broker { get; init; }

    /// <summary>Where traces go; null for nowhere.</summary>
    public TraceOptions? Traces { get; init; }

    /// <summary>An organisation's own sign-on.</summary>
    public OidcOptions? Oidc { get; init; }

    /// <summary>Pictures under the map from elsewhere; null for none.</summary>
    public TileSource? Tiles { get; init; }

    /// <summary>A replay's clock stands here until it is set: by the real one every deadline of its day is long past. null for a real programme.</summary>
    public DateTimeOffset? Begins { get; init; }

    /// <summary>With nobody at the desk a program takes the first choice.</summary>
    public bool AutomaticDispatcher { get; init; }

    public const string Usage = $"serve --data DIR --token TOKEN {StoreOptions.Usage} [--http PORT] [--mqtt PORT] {BrokerOptions.Usage} {WireOptions.Usage} {ReplayOptions.Usage} [--webhooks URL,URL] [--heartbeat URL] {TraceOptions.Usage} [--dispatcher none|auto] {PageOptions.Usage}";

    /// <summary>Reads the words of a command line; on a mistake says in one line what is wrong.</summary>
    public static Settings? Parse(IReadOnlyList<string> words, out string mistake)
    {
        var given = new Given(words);
        var settings = From(given);
        mistake = given.Mistake ?? "";
        return given.Mistake is null ? settings : null;
    }

    static Settings From(Given given)
    {
        if (given.Text("--data") is null or "") given.Wrong("--data is missing");
        if (given.Text("--token") is not { Length: >= 16 }) given.Wrong("--token must have at least 16 characters");
        var (store, simulated) = (StoreOptions.Store(given), ReplayOptions.Simulated(given));
        var node = StoreOptions.Node(given, store);
        var listen = WireOptions.Listen(given, node);
        var heartbeat = given.Addresses("--heartbeat");
        if (heartbeat.Count > 1) given.Wrong("--heartbeat is one address");
        return new Settings(PathOf(given.Text("--data")) ?? "", given.Port("--http"), given.Port("--mqtt"), given.Text("--token") ?? "", simulated)
        {
            Store = store, Node = node is null ? null : node with { Address = listen }, Roles = StoreOptions.Roles(given, store), Tls = WireOptions.Tls(given), Listen = listen, RootKey = PathOf(given.Text("--root-key")),
            Begins = ReplayOptions.Begins(simulated), AutomaticDispatcher = given.OneOf("--dispatcher", "none", "auto") == "auto",
            Heartbeat = heartbeat.FirstOrDefault(), Webhooks = given.Addresses("--webhooks"),
            Broker = BrokerOptions.Of(given, node), Traces = TraceOptions.Of(given, Environment.GetEnvironmentVariable), Oidc = PageOptions.Oidc(given), Tiles = PageOptions.Tiles(given),
        };
    }

    static string? PathOf(string? text) => string.IsNullOrEmpty(text) ? null : Path.GetFullPath(text);
}
