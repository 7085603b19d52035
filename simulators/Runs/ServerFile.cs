using System.Net;
using System.Text.Json;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>What the server says of itself in <c>server.json</c> once it accepts connections.</summary>
internal sealed record ServerFile(int Pid, int Http, int Mqtt, string Token)
{
    /// <summary>Of its pages and API: <c>http</c> or <c>https</c>.</summary>
    public string Scheme { get; init; } = "http";

    static readonly JsonSerializerOptions s_json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public string ControlRoom => $"{Scheme}://127.0.0.1:{Http}/?token={Token}";

    public IPEndPoint Broker => new(IPAddress.Loopback, Mqtt);

    public Uri Api => new($"{Scheme}://127.0.0.1:{Http}/");

    public static string PathIn(string folder) => Path.Combine(folder, "server.json");

    /// <summary>Null until the process with that id has written it.</summary>
    public static ServerFile? Read(string folder, int pid)
    {
        if (!File.Exists(PathIn(folder))) return null;
        var file = JsonSerializer.Deserialize<ServerFile>(File.ReadAllBytes(PathIn(folder)), s_json);
        return file?.Pid == pid ? file : null;
    }
}
