using System.Diagnostics;
using SpecimenLogistics.Benchmarks.Journal;
using SpecimenLogistics.Benchmarks.Publish;
using SpecimenLogistics.Journal;
using SpecimenLogistics.Tests.Postgres;

namespace SpecimenLogistics.Benchmarks.Loads;

/// <summary>
/// The same rows by the journal's own writer, in this process: a caller for each connection, and what a connection has in flight as one append, which is
/// what a gateway makes of it.
/// </summary>
sealed class JournalAlone(PrivatePostgres? database) : IDisposable
{
    static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1), Deadline = TimeSpan.FromSeconds(60);

    readonly BenchStore store = new(new JournalOptions().PerTransaction, database);
    uint boot;

    /// <summary>Rows a second.</summary>
    public async Task<double> Run(LoadShape shape, TimeSpan length)
    {
        await Rows(shape, WarmUp);
        var clock = Stopwatch.StartNew();
        var rows = await Rows(shape, length);
        return rows / clock.Elapsed.TotalSeconds;
    }

    async Task<long> Rows(LoadShape shape, TimeSpan length)
    {
        var now = ++boot;
        using var end = new CancellationTokenSource(length);
        var callers = Task.WhenAll(Enumerable.Range(1, shape.Connections).Select(caller => Task.Run(() => TelemetryCaller.Fixes(store, caller, shape.Window, now, end.Token))));
        if (await Task.WhenAny(callers, Task.Delay(length + Deadline)) != callers) throw new TimeoutException($"the journal alone did not come to an end at {shape} within {Deadline.TotalSeconds} s");
        return (await callers).Sum();
    }

    public void Dispose() => store.Dispose();
}
