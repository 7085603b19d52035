using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using SpecimenLogistics.Tests.Postgres;

namespace SpecimenLogistics.Benchmarks.Publish;

/// <summary>The whole server as it is delivered, with vehicles put in over REST, on fresh data folders: one process with its store in a file, or some on a database.</summary>
sealed class OurServer(PrivatePostgres? database) : IBroker
{
    // The day's own speed; the cap of publishes a second and device scales with it.
    const double Rate = 60;

    // What one process registered the others know after their next reading, which is every two seconds.
    static readonly TimeSpan s_known = TimeSpan.FromSeconds(3);
    readonly string folder = Directory.CreateTempSubdirectory("publish-bench").FullName;
    readonly List<ServerNode> nodes = [];

    public string Name => "this server, acknowledged after the commit";

    /// <summary>One after the other: with several processes each has its share.</summary>
    public int PortOf(int device) => nodes[device % nodes.Count].Mqtt;
    public TimeSpan Cpu() => nodes.Aggregate(TimeSpan.Zero, (sum, node) => sum + node.Cpu());
    public TimeSpan StoreCpu() => database is null ? TimeSpan.Zero : ProcessTree.Cpu(database.Pid);

    public long NowMs()
    {
        var time = nodes[0].Http.GetFromJsonAsync<JsonElement>("/time").GetAwaiter().GetResult();
        return time.GetProperty("now").GetDateTimeOffset().ToUnixTimeMilliseconds();
    }

    /// <param name="database">Holds the store, in a schema of its own; null for a file, which one process alone may have.</param>
    public static async Task<OurServer> Start(int devices, int processes = 1, PrivatePostgres? database = null)
    {
        var server = new OurServer(database);
        try
        {
            var store = database?.NewStore();
            // One after the other, so that the others find the store made.
            for (var n = 1; n <= processes; n++) await server.Add(string.Create(CultureInfo.InvariantCulture, $"node{n}"), store);
            await server.Register(devices);
            foreach (var node in server.nodes) await node.Ready();
            if (processes > 1) await Task.Delay(s_known);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    async Task Add(string name, string? store) => nodes.Add(await ServerNode.Start(
        Directory.CreateDirectory(Path.Combine(folder, name)).FullName,
        store is null ? [] : ["--store", store, "--node", name, "--root-key", Path.Combine(folder, "root-key.pem")]));

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
        using var answer = await nodes[0].Http.SendAsync(request);
        if (!answer.IsSuccessStatusCode) throw new IOException($"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(nodes.Select(node => node.DisposeAsync().AsTask()));
        Directory.Delete(folder, recursive: true);
    }
}
