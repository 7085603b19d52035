using System.Text.Json;

namespace SpecimenLogistics.Server;

/// <summary>
/// <c>server.json</c> in the data folder: how to reach the server that is up. Holds the token, so only its owner may read it.
/// </summary>
static class ServerFile
{
    public static async Task Write(Settings settings, int http, int? mqtt, TimeProvider real)
    {
        var path = Path.Combine(settings.Data, "server.json");
        var content = JsonSerializer.SerializeToUtf8Bytes(
            new { pid = Environment.ProcessId, scheme = settings.Tls is null ? "http" : "https", http, mqtt, token = settings.Token, started = real.GetUtcNow() }, new JsonSerializerOptions { WriteIndented = true });
        await AtomicFile.Write(path, content, CancellationToken.None);
    }
}
