using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Browser.Fakes;

/// <summary>A programme clock that runs from a moment at a rate of the real one.</summary>
public sealed class FakeClock(DateTimeOffset start) : TimeProvider, IClockControl
{
    ClockState state = new(start, 1, false);
    long since = System.GetTimestamp();

    public ClockState Read() => state with { Now = GetUtcNow() };
    public override DateTimeOffset GetUtcNow() => state.Frozen ? state.Now : state.Now + System.GetElapsedTime(since) * state.Rate;

    public Task Set(ClockState next, CancellationToken cancel)
    {
        (state, since) = (next, System.GetTimestamp());
        return Task.CompletedTask;
    }
}

public sealed class FakeIngest : IIngestStatus
{
    public IngestCounts Read() => new(0, 0, 0, 0, 0, 0);
}

public sealed class FakeRoots : IRoots
{
    public Task<SignedRoot> Sign(CancellationToken cancel) => Task.FromResult(new SignedRoot(0, "00", 1, 1, "", ""));
}

public sealed class FakeTrack : ITrack
{
    public Task<long> KeptFrom(string table, CancellationToken cancel) => Task.FromResult(0L);
    public volatile IReadOnlyList<VehicleLast> Now = [];

    public Task<IReadOnlyList<VehicleLast>> Last(CancellationToken cancel) => Task.FromResult(Now);
    public Task<TrackOutcome> Append(TelemetryBatch batch, CancellationToken cancel) => throw new NotSupportedException();
    public Task<IReadOnlyList<HeardRow>> Heard(string hearer, long afterN, int limit, CancellationToken cancel) => throw new NotSupportedException();
    public Task<IReadOnlyList<TemperatureRow>> Temperatures(long afterRow, int limit, CancellationToken cancel) => throw new NotSupportedException();
    public Task<IReadOnlyList<TemperatureRow>> TemperaturesOf(string hearer, long from, long to, CancellationToken cancel) => throw new NotSupportedException();
    /// <summary>Of vehicles in the past.</summary>
    public Dictionary<string, PositionRow[]> Rows { get; } = [];

    public Task<IReadOnlyList<PositionRow>> Positions(string hearer, long from, long to, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<PositionRow>>([.. Rows.GetValueOrDefault(hearer, []).Where(r => r.OccurredAt >= from && r.OccurredAt <= to)]);
}
