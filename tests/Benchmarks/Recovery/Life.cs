using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using SpecimenLogistics.Benchmarks.Publish;

namespace SpecimenLogistics.Benchmarks.Recovery;

/// <summary>A server on a folder, from its start until it is killed -9.</summary>
sealed class Life(Process process, HttpClient http, int mqtt, long began, TimeSpan up)
{
    const string Token = "a-token-for-the-benchmark-only";
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    public HttpClient Http => http;

    public static async Task Live(string folder, Func<Life, Task> work)
    {
        var life = await Start(folder);
        try { await work(life); }
        finally { await life.Kill(); }
    }

    public static async Task<Life> Start(string folder)
    {
        var address = Path.Combine(folder, "server.json");
        File.Delete(address);
        var mark = await File.ReadAllTextAsync(Path.Combine(folder, "simulated"));
        var began = Stopwatch.GetTimestamp();
        var process = Process.Start(new ProcessStartInfo("dotnet", [ServerNode.ServerPath(), "serve", "--data", folder, "--token", Token, "--simulated", mark]))
            ?? throw new IOException("the server did not start");
        await Until(() => Task.FromResult(File.Exists(address)), process, began);
        var up = Stopwatch.GetElapsedTime(began);
        var ports = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllBytesAsync(address));
        var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{ports.GetProperty("http").GetInt32()}/api/v1/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return new Life(process, http, ports.GetProperty("mqtt").GetInt32(), began, up);
    }

    /// <summary>Puts one more vehicle and its device in: the day's own secrets are the simulator's.</summary>
    public async Task Register()
    {
        var device = IBroker.Device(1);
        (await http.PostAsJsonAsync("vehicles", new[] { new { id = device, beacon = "BE-" + device } })).EnsureSuccessStatusCode();
        (await http.PostAsJsonAsync("devices", new[] { new { id = device, @class = "vehicles", secret = IBroker.Secret, place = "vehicle:" + device } })).EnsureSuccessStatusCode();
    }

    public async Task Measure(uint boot)
    {
        using var stop = new CancellationTokenSource(Deadline);
        var publisher = new Publisher(IBroker.Device(1), 1, new LatencyBuckets());
        await publisher.SignOn(mqtt, IBroker.Secret, stop.Token);
        var running = publisher.Run(new PositionPacket(IBroker.Device(1), DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), boot, stepMs: 0), stop.Token);
        await Until(() => Task.FromResult(publisher.Acknowledged > 0), process, began);
        var acknowledged = Stopwatch.GetElapsedTime(began);
        await Until(async () => (await http.GetFromJsonAsync<JsonElement>("status")).GetProperty("ready").GetBoolean(), process, began);
        var ready = Stopwatch.GetElapsedTime(began);
        await stop.CancelAsync();
        try { await running; }
        catch (OperationCanceledException) { publisher.Close(); }
        process.Refresh();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"start after kill -9: accepts connections {up.TotalSeconds:0.0} s, first acknowledgement {acknowledged.TotalSeconds:0.0} s, views loaded {ready.TotalSeconds:0.0} s, {process.WorkingSet64 / 1024 / 1024} MiB"));
    }

    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        http.Dispose();
    }

    static async Task Until(Func<Task<bool>> reached, Process process, long began)
    {
        while (!await reached())
        {
            if (process.HasExited) throw new IOException("the server ended");
            if (Stopwatch.GetElapsedTime(began) > Deadline) throw new TimeoutException("the server is not up in time");
            await Task.Delay(10);
        }
    }
}
