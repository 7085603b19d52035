using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Journal;

internal sealed class TrackStore(IWriter writer, ReaderPool readers) : ITrack
{
    public Task<TrackOutcome> Append(TelemetryBatch batch, CancellationToken cancel)
    {
        ArgumentException.ThrowIfNullOrEmpty(batch.Hearer);
        ArgumentException.ThrowIfNullOrEmpty(batch.Device);
        return writer.Do(new TelemetryWork(batch), cancel);
    }

    public async Task<IReadOnlyList<HeardRow>> Heard(string hearer, long afterN, int limit, CancellationToken cancel) =>
        await readers.Read(r => r.Query(
            "SELECT n, occurred_at, code, rssi_dbm, open FROM heard WHERE hearer = $1 AND n > $2 ORDER BY n LIMIT $3",
            row => new HeardRow(row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.GetInt32(3), row.Long(4) is { } open ? open != 0 : null),
            hearer, afterN, limit), cancel).ConfigureAwait(false);

    public async Task<IReadOnlyList<PositionRow>> Positions(string hearer, long from, long to, CancellationToken cancel) =>
        await readers.Read(r => r.Query(
            """
            SELECT p.occurred_at, p.lat_deg, p.lon_deg, p.speed_kmh, p.heading_deg, p.accuracy_m, p.received_at, p.id
            FROM position_time t JOIN position p ON p.id = t.id WHERE t.hearer = $1 AND t.occurred_at >= $2 AND t.occurred_at <= $3
            UNION ALL
            SELECT occurred_at, lat_deg, lon_deg, speed_kmh, heading_deg, accuracy_m, received_at, id FROM position
            WHERE id > (SELECT until FROM position_timed) AND hearer = $1 AND occurred_at >= $2 AND occurred_at <= $3
            ORDER BY 1, 8
            """,
            row => new PositionRow(
                row.GetInt64(0), row.GetDouble(1), row.GetDouble(2), row.GetDouble(3), row.GetDouble(4), row.GetDouble(5), row.GetInt64(6)),
            hearer, from, to), cancel).ConfigureAwait(false);

    public async Task<IReadOnlyList<TemperatureRow>> Temperatures(long afterRow, int limit, CancellationToken cancel) =>
        await readers.Read(r => r.Query(
            "SELECT id, hearer, occurred_at, celsius FROM temperature WHERE id > $1 ORDER BY id LIMIT $2", Temperature, afterRow, limit), cancel).ConfigureAwait(false);

    public async Task<IReadOnlyList<TemperatureRow>> TemperaturesOf(string hearer, long from, long to, CancellationToken cancel) =>
        await readers.Read(r => r.Query(
            "SELECT id, hearer, occurred_at, celsius FROM temperature WHERE hearer = $1 AND occurred_at >= $2 AND occurred_at <= $3 ORDER BY occurred_at, id",
            Temperature, hearer, from, to), cancel).ConfigureAwait(false);

    static TemperatureRow Temperature(System.Data.Common.DbDataReader row) => new(row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetDouble(3));

    public async Task<long> KeptFrom(string table, CancellationToken cancel) =>
        await readers.Read(r => r.Number("SELECT kept_from FROM destroyed WHERE source = $1", table), cancel).ConfigureAwait(false);

    public async Task<IReadOnlyList<VehicleLast>> Last(CancellationToken cancel) =>
        await readers.Read(r => SpareTrack.With(r.Query(
            HearerTable.Select + " WHERE hearer LIKE 'vehicle/%' ORDER BY hearer",
            row => { var h = HearerTable.Read(row); return new VehicleLast(h.Name, h.HeardAt, h.Fix); }), SpareTrack.Last(r)), cancel).ConfigureAwait(false);
}
