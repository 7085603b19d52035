namespace SpecimenLogistics.Contracts;

/// <summary>
/// Telemetry, journal first: positions, sightings, seal readings, temperatures. The table is the truth; a grain that is
/// told of a batch reads the table when it sees a gap. Times are microseconds since 1970, UTC.
/// </summary>
public interface ITrack
{
    /// <summary>
    /// Stores a batch and completes after the commit. Rows already stored under the same (device, boot, seq) are skipped and
    /// counted. Each stored row gets the next number of its hearer, without gaps.
    /// </summary>
    Task<TrackOutcome> Append(TelemetryBatch batch, CancellationToken cancel);

    /// <summary>Sightings and seal readings of a hearer after a number, in order of number.</summary>
    Task<IReadOnlyList<HeardRow>> Heard(string hearer, long afterN, int limit, CancellationToken cancel);

    /// <summary>Positions of a vehicle between two times, in order of time.</summary>
    Task<IReadOnlyList<PositionRow>> Positions(string hearer, long from, long to, CancellationToken cancel);

    /// <summary>Readings of all loggers after a row, in order of storing.</summary>
    Task<IReadOnlyList<TemperatureRow>> Temperatures(long afterRow, int limit, CancellationToken cancel);

    /// <summary>Readings of one logger's box between two times, in order of time. Looks through all rows: for a person who asks.</summary>
    Task<IReadOnlyList<TemperatureRow>> TemperaturesOf(string hearer, long from, long to, CancellationToken cancel);

    /// <summary>What came before was destroyed under a retention rule: of its time nothing can be judged anew. 0 where nothing was.</summary>
    /// <param name="table"><c>heard</c> or <c>temperature</c>.</param>
    Task<long> KeptFrom(string table, CancellationToken cancel);

    /// <summary>The newest fix and the newest sign of life of every vehicle.</summary>
    Task<IReadOnlyList<VehicleLast>> Last(CancellationToken cancel);
}

/// <summary>One publish of telemetry. <paramref name="Hearer"/> is a subject: <c>vehicle/V001</c>, <c>dock/LAB1-D1</c>, <c>box/BX-0001</c>.</summary>
public sealed record TelemetryBatch(
    string Hearer, string Device, uint Boot, long ReceivedAt, IReadOnlyList<NewPosition> Positions, IReadOnlyList<NewHeard> Heard,
    IReadOnlyList<NewTemperature> Temperatures);
public sealed record NewPosition(long Seq, long OccurredAt, long DeviceAt, double LatDeg, double LonDeg, double SpeedKmh, double HeadingDeg, double AccuracyM);

/// <summary>A beacon (<paramref name="Open"/> null) or a seal's reading (<paramref name="RssiDbm"/> 0).</summary>
public sealed record NewHeard(long Seq, long OccurredAt, long DeviceAt, string Code, int RssiDbm, bool? Open);
public sealed record NewTemperature(long Seq, long OccurredAt, long DeviceAt, double Celsius);

/// <param name="Stored">Rows stored now.</param>
/// <param name="Repeats">Rows that were there already.</param>
/// <param name="HeardThrough">The hearer's last number of sightings and readings after this batch.</param>
/// <param name="NewHeard">The sightings stored now, with their numbers: the hint for the grain.</param>
public sealed record TrackOutcome(int Stored, int Repeats, long HeardThrough, IReadOnlyList<HeardRow> NewHeard);

public sealed record PositionRow(long OccurredAt, double LatDeg, double LonDeg, double SpeedKmh, double HeadingDeg, double AccuracyM, long ReceivedAt);

/// <param name="Row">Rises with every stored reading.</param>
public sealed record TemperatureRow(long Row, string Hearer, long OccurredAt, double Celsius);
/// <param name="HeardAt">Of its own unit; 0 where that was never heard.</param>
public sealed record VehicleLast(string Hearer, long HeardAt, PositionRow? Fix)
{
    /// <summary>The fix is its driver's phone's, since its own unit is silent.</summary>
    public bool Spare { get; init; }
}
