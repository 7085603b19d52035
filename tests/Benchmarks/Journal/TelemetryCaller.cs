using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Benchmarks.Journal;

/// <summary>A vehicle's unit: positions and sightings in turn, one row a publish, or eight sightings a publish.</summary>
internal static class TelemetryCaller
{
    public static async Task<long> Run(BenchStore store, int caller, CancellationToken end)
    {
        var rows = 0L;
        while (!end.IsCancellationRequested)
        {
            var batch = rows % 2 == 0
                ? Batch(caller, rows, [Fix(rows)], [])
                : Batch(caller, rows, [], [Heard(rows)]);
            rows += (await store.Track.Append(batch, CancellationToken.None)).Stored;
        }
        return rows;
    }

    public static Task<long> RunEights(BenchStore store, int caller, CancellationToken end) => Eights(store, caller, _ => !end.IsCancellationRequested);

    public static Task<long> Rows(BenchStore store, int caller, long count) => Eights(store, caller, rows => rows < count);

    static async Task<long> Eights(BenchStore store, int caller, Func<long, bool> goOn)
    {
        var rows = 0L;
        while (goOn(rows))
        {
            var first = rows;
            rows += (await store.Track.Append(Batch(caller, rows, [], [.. Enumerable.Range(0, 8).Select(i => Heard(first + i))]), CancellationToken.None)).Stored;
        }
        return rows;
    }

    /// <summary>What a gateway makes of a vehicle's fixes when it has so many of them at once: one append, and the next after its commit.</summary>
    public static async Task<long> Fixes(BenchStore store, int caller, int together, uint boot, CancellationToken end)
    {
        var rows = 0L;
        while (!end.IsCancellationRequested)
        {
            var first = rows;
            var batch = Batch(caller, rows, [.. Enumerable.Range(0, together).Select(i => Fix(first + i))], []) with { Boot = boot };
            rows += (await store.Track.Append(batch, CancellationToken.None)).Stored;
        }
        return rows;
    }

    static NewPosition Fix(long seq) => new(seq, seq * 1000, seq * 1000, 22.3, 114.1, 41.5, 90, 5);

    static NewHeard Heard(long seq) => new(seq, seq * 1000, seq * 1000, "BC-0001", -61, null);

    static TelemetryBatch Batch(int caller, long at, IReadOnlyList<NewPosition> positions, IReadOnlyList<NewHeard> heard) =>
        new($"vehicle/V{caller:D4}", $"V{caller:D4}", 1, at * 1000, positions, heard, []);
}
