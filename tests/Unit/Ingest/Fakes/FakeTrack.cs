using System.Collections.Concurrent;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Unit.Ingest;

/// <summary>Keeps telemetry in memory, skips repeats as the store does, and commits when the gate lets it.</summary>
sealed class FakeTrack : ITrack
{
    public Task<long> KeptFrom(string table, CancellationToken cancel) => Task.FromResult(0L);
    readonly Lock gate = new();
    readonly HashSet<(string, uint, long)> rows = [];
    readonly Dictionary<string, long> numbers = [];
    int failures;

    public Gate Commit { get; } = new();
    public ConcurrentQueue<TelemetryBatch> Batches { get; } = new();
    public int Rows { get { lock (gate) return rows.Count; } }
    public void FailNext(int times) => failures = times;

    public async Task<TrackOutcome> Append(TelemetryBatch batch, CancellationToken cancel)
    {
        await Commit.Pass();
        if (Interlocked.Decrement(ref failures) >= 0) throw new IOException("the disk is full");
        lock (gate)
        {
            Batches.Enqueue(batch);
            var stored = batch.Positions.Count(p => New(batch, p.Seq)) + batch.Temperatures.Count(t => New(batch, t.Seq));
            List<HeardRow> heard = [];
            foreach (var row in batch.Heard)
                if (New(batch, row.Seq)) heard.Add(new(Next(batch.Hearer), row.OccurredAt, row.Code, row.RssiDbm, row.Open));
            var all = batch.Positions.Count + batch.Temperatures.Count + batch.Heard.Count;
            return new(stored + heard.Count, all - stored - heard.Count, numbers.GetValueOrDefault(batch.Hearer), heard);
        }
    }

    bool New(TelemetryBatch batch, long seq) => rows.Add((batch.Device, batch.Boot, seq));
    long Next(string hearer) => numbers[hearer] = numbers.GetValueOrDefault(hearer) + 1;

    public Task<IReadOnlyList<HeardRow>> Heard(string hearer, long afterN, int limit, CancellationToken cancel) => throw new NotSupportedException();
    public Task<IReadOnlyList<TemperatureRow>> Temperatures(long afterRow, int limit, CancellationToken cancel) => throw new NotSupportedException();
    public Task<IReadOnlyList<TemperatureRow>> TemperaturesOf(string hearer, long from, long to, CancellationToken cancel) => throw new NotSupportedException();
    public Task<IReadOnlyList<PositionRow>> Positions(string hearer, long from, long to, CancellationToken cancel) => throw new NotSupportedException();
    public Task<IReadOnlyList<VehicleLast>> Last(CancellationToken cancel) => throw new NotSupportedException();
}
