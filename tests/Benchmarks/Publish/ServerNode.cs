using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;

namespace SpecimenLogistics.Benchmarks.Publish;

/// <summary>One process of the server as it is delivered, on a folder of its own. What it says goes to standard error.</summary>
sealed class ServerNode : IAsyncDisposable
{
    const string Token = "a-token-for-the-benchmark-only";
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60), Look = TimeSpan.FromMilliseconds(100);

    readonly Process process;
    readonly string name;

    ServerNode(Process process, string name) => (this.process, this.name) = (process, name);

    public HttpClient Http { get; } = new();
    public int Mqtt { get; private set; }
    public TimeSpan Cpu() => IBroker.CpuOf(process);

    /// <param name="more">Further words of its command line.</param>
    public static async Task<ServerNode> Start(string folder, params IReadOnlyList<string> more)
    {
        var start = new ProcessStartInfo("dotnet", [ServerPath(), "serve", "--data", folder, "--token", Token, .. more]) { RedirectStandardOutput = true };
        var process = Process.Start(start) ?? throw new IOException("the server did not start");
        process.OutputDataReceived += (_, said) =>
        {
            if (said.Data is { } line) Console.Error.WriteLine(line);
        };
        process.BeginOutputReadLine();
        var node = new ServerNode(process, Path.GetFileName(folder));
        try
        {
            await node.Until(() => Task.FromResult(File.Exists(Path.Combine(folder, "server.json"))), "up");
            node.Reach(JsonSerializer.Deserialize<JsonElement>(await File.ReadAllBytesAsync(Path.Combine(folder, "server.json"))));
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    public static string ServerPath()
    {
        var here = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        return Path.GetFullPath(Path.Combine(here, "..", "..", "Server", Path.GetFileName(here), "SpecimenLogistics.Server.dll"));
    }

    void Reach(JsonElement ports)
    {
        (Mqtt, Http.BaseAddress) = (ports.GetProperty("mqtt").GetInt32(), new Uri($"http://127.0.0.1:{ports.GetProperty("http").GetInt32()}"));
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
    }

    /// <summary>Until it says that it is ready.</summary>
    public Task Ready() => Until(async () =>
    {
        using var answer = await Http.GetAsync("/health/ready");
        return answer.IsSuccessStatusCode;
    }, "ready");

    async Task Until(Func<Task<bool>> reached, string what)
    {
        for (var began = Stopwatch.GetTimestamp(); !await reached(); await Task.Delay(Look))
        {
            if (process.HasExited) throw new IOException($"the server ({name}) ended with {process.ExitCode} before it was {what}; what it said is above");
            if (Stopwatch.GetElapsedTime(began) > Deadline) throw new TimeoutException($"the server ({name}) was not {what} within {Deadline.TotalSeconds} s; what it said is above");
        }
    }

    public async ValueTask DisposeAsync()
    {
        // What others say of its end is nobody's business.
        process.CancelOutputRead();
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        Http.Dispose();
    }
}
