using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace SpecimenLogistics.Benchmarks.Publish;

/// <summary>The whole server as it is delivered, with vehicles put in over REST, on a fresh data folder.</summary>
sealed class OurServer : IBroker
{
    const string Token = "a-token-for-the-benchmark-only";

    // The day's own speed; the cap of publishes a second and device scales with it.
    const double Rate = 60;
    readonly Process process;
    readonly string folder;
    readonly HttpClient http;

    OurServer(Process process, string folder, int port, HttpClient http) => (this.process, this.folder, Port, this.http) = (process, folder, port, http);

    public string Name => "this server, acknowledged after the commit";
    public int Port { get; }
    public TimeSpan Cpu() => IBroker.CpuOf(process);

    public long NowMs()
    {
        var time = http.GetFromJsonAsync<JsonElement>("/time").GetAwaiter().GetResult();
        return time.GetProperty("now").GetDateTimeOffset().ToUnixTimeMilliseconds();
    }

    public static async Task<OurServer> Start(int devices)
    {
        var folder = Directory.CreateTempSubdirectory("publish-bench").FullName;
        var start = new ProcessStartInfo("dotnet", [ServerPath(), "serve", "--data", folder, "--token", Token]);
        var process = Process.Start(start) ?? throw new IOException("the server did not start");
        var (http, port) = await Reached(process, folder);
        var server = new OurServer(process, folder, port, http);
        await server.Register(devices);
        return server;
    }

    public static string ServerPath()
    {
        var here = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        return Path.GetFullPath(Path.Combine(here, "..", "..", "Server", Path.GetFileName(here), "SpecimenLogistics.Server.dll"));
    }

    static async Task<(HttpClient Http, int Mqtt)> Reached(Process process, string folder)
    {
        var file = Path.Combine(folder, "server.json");
        for (var tries = 0; !File.Exists(file); tries++)
        {
            if (tries == 600 || process.HasExited) throw new IOException("the server does not answer");
            await Task.Delay(100);
        }
        var ports = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllBytesAsync(file));
        var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{ports.GetProperty("http").GetInt32()}") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return (http, ports.GetProperty("mqtt").GetInt32());
    }

    async Task Register(int devices)
    {
        await Send(HttpMethod.Put, "/api/v1/programme", new { name = "bench", zone = "Asia/Hong_Kong", simulated = true, scenario = "bench", seed = 1, date = "2020-09-06" });
        await Send(HttpMethod.Put, "/api/v1/clock", new { now = "2020-09-06T00:00:00Z", rate = Rate, frozen = false });
        foreach (var numbers in Enumerable.Range(1, devices).Chunk(500))
        {
            await Send(HttpMethod.Post, "/api/v1/vehicles", numbers.Select(n => new { id = IBroker.Device(n), beacon = "BE-" + IBroker.Device(n) }));
            await Send(HttpMethod.Post, "/api/v1/devices", numbers.Select(n => new { id = IBroker.Device(n), @class = "vehicles", secret = IBroker.Secret, place = "vehicle:" + IBroker.Device(n) }));
        }
    }

    async Task Send(HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        using var answer = await http.SendAsync(request);
        if (!answer.IsSuccessStatusCode) throw new IOException($"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        http.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
