using SpecimenLogistics.Tests.Postgres;

namespace SpecimenLogistics.Benchmarks.Journal;

/// <summary>
/// The store alone, without MQTT and grains. "Batch" is how many callers are in flight at once, each on a stream (custody)
/// or a vehicle (telemetry) of its own; the writer takes what is queued.
/// </summary>
internal static class JournalBench
{
    static readonly int[] Batches = [1, 10, 100, 512];

    public static async Task<int> Run(string[] args)
    {
        var seconds = Words.Number(args, "--seconds", 4);
        var on = Words.Text(args, "--on") ?? "sqlite";
        if (on is not ("sqlite" or "postgres")) throw new ArgumentException("--on must be sqlite or postgres");
        using var postgres = on == "postgres" ? new PrivatePostgres(durable: true) : null;
        var only = Words.Text(args, "--only") ?? "";
        var lines = new List<Measured>();
        foreach (var (kind, caller) in Callers)
            foreach (var batch in Batches)
                if ($"{kind} {batch}".Contains(only)) lines.Add(await Line($"{kind} {batch}", batch, seconds, caller, postgres));
        if ("reopen, verify".Contains(only)) await Reopened(lines, postgres);
        Console.WriteLine(Measured.Table(lines));
        return 0;
    }

    /// <summary>A day's rows (420,000 of telemetry, 200,000 facts), closed, opened again, verified.</summary>
    static async Task Reopened(List<Measured> lines, PrivatePostgres? postgres)
    {
        using var store = new BenchStore(512, postgres);
        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => TelemetryCaller.Rows(store, i, 1400)));
        await Task.WhenAll(Enumerable.Range(0, 500).Select(i => CustodyCaller.Rows(store, i, 400)));
        store.Close();
        lines.Add(await Measured.Of("reopen, 620,000 rows", () =>
        {
            store.Reopen();
            return Task.FromResult(620_000L);
        }));
        lines.Add(await Measured.Of("verify, 620,000 rows", () => Task.FromResult(store.Verify() is { Ok: true } r ? r.Facts + r.Telemetry : throw new InvalidOperationException("not sound"))));
    }

    static readonly (string Kind, Func<BenchStore, int, CancellationToken, Task<long>> Caller)[] Callers =
    [
        ("custody, batch", CustodyCaller.Run),
        ("telemetry, batch", TelemetryCaller.Run),
        ("telemetry by 8, batch", TelemetryCaller.RunEights),
    ];

    static async Task<Measured> Line(string what, int callers, double seconds, Func<BenchStore, int, CancellationToken, Task<long>> caller, PrivatePostgres? postgres)
    {
        using var store = new BenchStore(callers, postgres);
        using (var warm = new CancellationTokenSource(TimeSpan.FromSeconds(1))) await All(store, callers, 1_000_000, caller, warm.Token);
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        return await Measured.Of(what, () => All(store, callers, 0, caller, end.Token));
    }

    static async Task<long> All(BenchStore store, int callers, int first, Func<BenchStore, int, CancellationToken, Task<long>> caller, CancellationToken end) =>
        (await Task.WhenAll(Enumerable.Range(first, callers).Select(i => Task.Run(() => caller(store, i, end))))).Sum();
}
