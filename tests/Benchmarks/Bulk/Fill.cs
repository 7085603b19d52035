using SpecimenLogistics.Benchmarks.Custody;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Benchmarks.Bulk;

/// <summary>Puts days into a store as the server would: facts through grains, positions through the track, a transaction for each publish or for many at once.</summary>
static class Fill
{
    const int EverySeconds = 5, RowsAPublish = 60, RowsADay = 24 * 3_600 / EverySeconds, AtOnce = 64;

    public static async Task Registered(OneSilo silo, int boxes)
    {
        foreach (var (subject, facts) in Calendar.Registered(boxes)) await Record(silo, subject, facts);
    }

    /// <summary>A day's boxes and sessions; how many facts they were.</summary>
    public static async Task<long> Facts(OneSilo silo, int day, int boxes)
    {
        long count = 0;
        await Parallel.ForAsync(0, Calendar.Centres, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (n, _) =>
            Interlocked.Add(ref count, await Record(silo, new Subject(SubjectKind.Site, Calendar.Centre(n)), Calendar.Sessions(day, n, boxes))));
        await Parallel.ForAsync(0, boxes, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (n, _) =>
            Interlocked.Add(ref count, await Record(silo, new Subject(SubjectKind.Box, Calendar.Box(n)), Calendar.Round(day, n))));
        return count;
    }

    /// <summary>A day's positions of all vehicles, one each five seconds.</summary>
    public static async Task<long> Positions(OneSilo silo, int day)
    {
        long count = 0;
        await Parallel.ForAsync(0, Calendar.Vehicles, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (n, cancel) =>
        {
            var (midnight, vehicle) = (Calendar.Midnight(day).Microseconds, Calendar.Vehicle(n));
            for (var row = 0; row < RowsADay; row += RowsAPublish)
            {
                var positions = Enumerable.Range(row, RowsAPublish).Select(r => Position(r, n, midnight + r * EverySeconds * 1_000_000L)).ToArray();
                var batch = new TelemetryBatch($"vehicle/{vehicle}", $"T-{vehicle}", (uint)(day + 1), positions[^1].OccurredAt, positions, [], []);
                Interlocked.Add(ref count, (await silo.Track.Append(batch, cancel)).Stored);
            }
        });
        return count;
    }

    /// <summary>Round a circle of its own, so that no two rows are alike.</summary>
    static NewPosition Position(int row, int vehicle, long at)
    {
        var angle = row / 400.0 + vehicle;
        return new NewPosition(row, at, at, Math.Round(22.32 + 0.05 * Math.Sin(angle), 5), Math.Round(114.15 + 0.08 * Math.Cos(angle), 5), Math.Round(30 + 10 * Math.Sin(row / 37.0), 1), row % 360, 5);
    }

    static async Task<int> Record(OneSilo silo, Subject subject, FactEnvelope[] facts)
    {
        await silo.Grains.GetGrain(subject).Record(new FactBatch([.. facts]));
        return facts.Length;
    }
}
