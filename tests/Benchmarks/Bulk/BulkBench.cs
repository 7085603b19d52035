using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using SpecimenLogistics.Benchmarks.Custody;
using SpecimenLogistics.Benchmarks.Recovery;

namespace SpecimenLogistics.Benchmarks.Bulk;

/// <summary>
/// A programme's fourteen days in one store, and how long what people ask of it takes then: a vehicle's day, a box's timeline, a tube, a report, and
/// the first acknowledgement after kill -9.
/// </summary>
static class BulkBench
{
    const int Questions = 20;

    public static async Task<int> Run(IReadOnlyList<string> words)
    {
        var (days, boxes) = ((int)Words.Number(words, "--days", 14), (int)Words.Number(words, "--boxes", 1_230));
        var kept = Words.Text(words, "--data");
        var folder = kept ?? Path.Combine(AppContext.BaseDirectory, "bench-" + Guid.NewGuid().ToString("N"));
        try
        {
            if (!File.Exists(Path.Combine(folder, "journal.db"))) await Filled(folder, days, boxes);
            Console.WriteLine($"journal.db {new FileInfo(Path.Combine(folder, "journal.db")).Length / 1024 / 1024} MiB");
            var slow = await VehicleDays(folder, days);
            await Life.Live(folder, async server =>
            {
                await server.Register();
                await Caught(server);
                slow |= await Asked(server, "a box's newest cycle's timeline", 50, n => $"boxes/{Calendar.Box(n * 61 % boxes)}/timeline?after={(days - 1) * 145}&limit=500");
                slow |= await Asked(server, "a box's whole timeline", 50, n => $"boxes/{Calendar.Box(n * 61 % boxes)}/timeline?limit=5000");
                slow |= await Asked(server, "a tube's way", 50, n => $"tubes/{Calendar.Serial(n % days, n * 61 % boxes, n)}/timeline");
                slow |= await Asked(server, "a day's report", 2_000, n => $"/reports/{Calendar.Date(n % days):yyyy-MM-dd}.json");
            });
            for (var round = 0; round < 3; round++) await Life.Live(folder, server => server.Measure(boot: (uint)(round + 1)));
            return slow && words.Contains("--assert") ? 1 : 0;
        }
        finally { if (kept is null) Directory.Delete(folder, recursive: true); }
    }

    static async Task Filled(string folder, int days, int boxes)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "simulated"), "bulk/1/2020-09-01");
        await using var silo = await OneSilo.Start(folder: folder);
        await Fill.Registered(silo, boxes);
        for (var day = 0; day < days; day++)
        {
            var at = day;
            Console.WriteLine(Measured.Table([await Measured.Of($"day {day + 1} facts", () => Fill.Facts(silo, at, boxes)), await Measured.Of($"day {day + 1} positions", () => Fill.Positions(silo, at))]));
        }
    }

    static async Task<bool> VehicleDays(string folder, int days)
    {
        await using var silo = await OneSilo.Start(folder: folder);
        var took = new List<double>();
        for (var n = 0; n < Questions; n++)
        {
            var from = Calendar.Midnight(n % days).Microseconds;
            var began = Stopwatch.GetTimestamp();
            var rows = await silo.Track.Positions($"vehicle/{Calendar.Vehicle(n * 7)}", from, from + 24 * 3_600_000_000L, CancellationToken.None);
            took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            if (rows.Count < 17_000) throw new InvalidOperationException($"{rows.Count} positions in a vehicle's day");
        }
        return Told("a vehicle's day, 17,280 positions", 100, took);
    }

    /// <summary>What the fill left to be passed on is passed on.</summary>
    static async Task Caught(Life server)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            var status = JsonSerializer.Deserialize<JsonElement>(await server.Http.GetStringAsync("status"));
            if (status.GetProperty("ready").GetBoolean() && status.GetProperty("pending").GetProperty("outbox").GetInt64() == 0) break;
            if (Stopwatch.GetElapsedTime(began) > TimeSpan.FromMinutes(20)) throw new TimeoutException("the summaries are not through");
            await Task.Delay(500);
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"summaries of all days passed on in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s"));
    }

    static async Task<bool> Asked(Life server, string what, double boundMs, Func<int, string> path)
    {
        var took = new List<double>();
        for (var n = 0; n <= Questions; n++)
        {
            var began = Stopwatch.GetTimestamp();
            using var answer = await server.Http.GetAsync(path(n));
            var body = await answer.Content.ReadAsStringAsync();
            if (!answer.IsSuccessStatusCode || body.Length < 100) throw new InvalidOperationException($"{path(n)}: {(int)answer.StatusCode} {body}");
            // The first compiles what all use.
            if (n > 0) took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        return Told(what, boundMs, took);
    }

    /// <summary>Whether the slowest but one is over the bound.</summary>
    static bool Told(string what, double boundMs, List<double> took)
    {
        took.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-40} p50 {took[took.Count / 2],8:0.0} ms, p95 {took[^2],8:0.0} ms (bound {boundMs:0})"));
        return took[^2] > boundMs;
    }
}
