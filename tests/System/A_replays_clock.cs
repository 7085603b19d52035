using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace SpecimenLogistics.Tests.Processes;

/// <summary>By the real clock every deadline of a replayed day is years past: until the replay sets it, the clock must stand at the day's beginning.</summary>
[Collection("a machine to itself")]
public sealed class A_replays_clock
{
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Stands_at_the_beginning_of_its_date_until_it_is_set()
    {
        var cancel = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("specimen-clock-").FullName;
        using var server = Start(folder, "day12/1/2020-09-06");
        try
        {
            using var http = new HttpClient { BaseAddress = await Address(folder, server, cancel) };
            var first = await http.GetFromJsonAsync<JsonElement>("time", cancel);
            var second = await http.GetFromJsonAsync<JsonElement>("time", cancel);

            Assert.True(first.GetProperty("frozen").GetBoolean());
            // The date begins first where clocks are 14 hours ahead.
            Assert.Equal(new DateTimeOffset(2020, 9, 5, 10, 0, 0, TimeSpan.Zero), first.GetProperty("now").GetDateTimeOffset());
            Assert.Equal(first.GetProperty("now").GetDateTimeOffset(), second.GetProperty("now").GetDateTimeOffset());
        }
        finally
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync(CancellationToken.None);
        }
    }

    [Fact]
    public async Task A_replay_without_a_date_is_refused_in_one_line()
    {
        var folder = Directory.CreateTempSubdirectory("specimen-clock-").FullName;
        using var server = Start(folder, "day12/1/yesterday");
        var said = await server.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await server.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(64, server.ExitCode);
        Assert.StartsWith("--simulated must be SCENARIO/SEED/DATE", said);
        Assert.Single(said.TrimEnd().Split('\n'));
    }

    [Fact(Timeout = 180_000)]
    public async Task Is_set_by_many_at_once_without_a_refusal()
    {
        await using var server = await ServerUnderTest.Start();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(n => server.SetClock(n % 2 == 0)));
    }

    static Process Start(string folder, string simulated)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardError = true };
        foreach (var word in new[] { Day.Program("Server"), "serve", "--data", folder, "--token", "a-token-of-a-test-run", "--simulated", simulated }) start.ArgumentList.Add(word);
        return Process.Start(start)!;
    }

    static async Task<Uri> Address(string folder, Process server, CancellationToken cancel)
    {
        var file = Path.Combine(folder, "server.json");
        var began = Stopwatch.GetTimestamp();
        while (!File.Exists(file))
        {
            Assert.False(server.HasExited, "the server ended");
            Assert.True(Stopwatch.GetElapsedTime(began) < Deadline, "the server was not ready in time");
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancel);
        }
        var port = JsonDocument.Parse(await File.ReadAllTextAsync(file, cancel)).RootElement.GetProperty("http").GetInt32();
        return new Uri($"http://127.0.0.1:{port}/");
    }
}
