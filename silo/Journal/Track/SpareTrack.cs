using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using static SpecimenLogistics.Journal.Column;

namespace SpecimenLogistics.Journal;

/// <summary>Rows of phones, known by (device, phone's time, digest).</summary>
internal sealed class SpareTable(WriteSession session) : Staged
{
    readonly WriteStatement _write = session.Prepare(new Insert(
        "spare_position",
        [
            Text("device"), Long("tst"), Bytes("digest"), Text("hearer"), Long("occurred_at"), Long("received_at"), Real("lat_deg"), Real("lon_deg"), Real("speed_kmh"),
            Real("heading_deg"), Real("accuracy_m"),
        ],
        new Conflict(["device", "tst", "digest"], [])));
    readonly HashSet<(string, long, string)> _staged = [];

    public bool Add(SparePosition position)
    {
        if (session.Reader.Number("SELECT COUNT(*) FROM spare_position WHERE device = $1 AND tst = $2 AND digest = $3", position.Device, position.TstSeconds, position.Digest) > 0) return false;
        if (!_staged.Add((position.Device, position.TstSeconds, Convert.ToHexString(position.Digest)))) return false;
        var fix = position.Fix;
        _write.Add(position.Device).Add(position.TstSeconds).Add(position.Digest).Add(position.Hearer).Add(fix.OccurredAt).Add(fix.ReceivedAt).Add(fix.LatDeg).Add(fix.LonDeg)
            .Add(fix.SpeedKmh).Add(fix.HeadingDeg).Add(fix.AccuracyM).EndRow();
        return true;
    }

    public override void Mark() => _staged.Clear();
    public override void Flush() => _write.Execute();

    public override void Undo()
    {
        _write.Clear();
        _staged.Clear();
    }
}

internal sealed class SpareWork(SparePosition position) : Work<bool>
{
    public override void Stage(Tables tables) => Answer = tables.Spares.Add(position);
}

internal sealed class SpareTrack(IWriter writer) : ISpareTrack
{
    /// <summary>Who was last heard of longer ago than this, before the newest of all, is no spare for anything.</summary>
    const long Recent = 3_600L * 1_000_000;

    public Task<bool> Keep(SparePosition position, CancellationToken cancel)
    {
        ArgumentException.ThrowIfNullOrEmpty(position.Device);
        ArgumentException.ThrowIfNullOrEmpty(position.Hearer);
        return writer.Do(new SpareWork(position), cancel);
    }

    /// <summary>The newest place of each vehicle that a phone told of lately.</summary>
    public static Dictionary<string, PositionRow> Last(Reader reader)
    {
        var last = new Dictionary<string, PositionRow>();
        reader.Each(
            """
            SELECT hearer, occurred_at, lat_deg, lon_deg, speed_kmh, heading_deg, accuracy_m, received_at FROM spare_position
            WHERE received_at >= (SELECT MAX(received_at) FROM spare_position) - $1 ORDER BY occurred_at, received_at
            """,
            r => last[r.GetString(0)] = new PositionRow(r.GetInt64(1), r.GetDouble(2), r.GetDouble(3), r.GetDouble(4), r.GetDouble(5), r.GetDouble(6), r.GetInt64(7)), Recent);
        return last;
    }

    /// <summary>What is known of each vehicle, with a phone's word in place of a unit's that is silent.</summary>
    public static IReadOnlyList<VehicleLast> With(IReadOnlyList<VehicleLast> own, Dictionary<string, PositionRow> spares)
    {
        if (spares.Count == 0) return own;
        var known = own.Select(v => v.Hearer).ToHashSet();
        return [.. own.Select(v => spares.TryGetValue(v.Hearer, out var spare) && SpareTracker.Counts(new Instant(v.HeardAt), new Instant(spare.OccurredAt)) ? v with { Fix = spare, Spare = true } : v),
            .. spares.Where(s => !known.Contains(s.Key)).Select(s => new VehicleLast(s.Key, 0, s.Value) { Spare = true })];
    }
}
