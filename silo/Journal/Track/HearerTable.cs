using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Journal;

/// <summary>What is known last of one hearer: its dense count, its newest sign of life, its newest fix.</summary>
internal sealed record Hearer(string Name, long HeardN, long HeardAt, PositionRow? Fix)
{
    /// <summary>A measurement further ahead of its arrival than this is from a wrong clock and moves nothing.</summary>
    public const long AheadMicroseconds = 2 * 60 * 1_000_000;

    /// <summary>Takes a sign of life, unless it is older than the last or from the future.</summary>
    public Hearer Alive(long occurredAt, long receivedAt) =>
        occurredAt > HeardAt && occurredAt <= receivedAt + AheadMicroseconds ? this with { HeardAt = occurredAt } : this;

    /// <summary>Takes a fix, unless it is older than the last or from the future.</summary>
    public Hearer At(NewPosition fix, long receivedAt) =>
        fix.OccurredAt > receivedAt + AheadMicroseconds || (Fix is { } last && fix.OccurredAt <= last.OccurredAt)
            ? this
            : this with { Fix = new PositionRow(fix.OccurredAt, fix.LatDeg, fix.LonDeg, fix.SpeedKmh, fix.HeadingDeg, fix.AccuracyM, receivedAt) };
}

/// <summary>One row per hearer, written once per commit that touched it, however many rows it got.</summary>
internal sealed class HearerTable : Staged
{
    public const string Select =
        "SELECT hearer, heard_n, heard_at, fix_at, lat_deg, lon_deg, speed_kmh, heading_deg, accuracy_m, fix_received_at FROM hearer_last";

    readonly Dictionary<string, Hearer> _known;
    readonly Dictionary<string, Hearer> _before = [];
    readonly WriteStatement _write;

    public HearerTable(WriteSession session)
    {
        _known = session.Reader.Query(Select, Read).ToDictionary(h => h.Name);
        _write = session.Prepare("""
            INSERT INTO hearer_last (hearer, heard_n, heard_at, fix_at, lat_deg, lon_deg, speed_kmh, heading_deg, accuracy_m, fix_received_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            ON CONFLICT (hearer) DO UPDATE
            SET heard_n = excluded.heard_n, heard_at = excluded.heard_at, fix_at = excluded.fix_at, lat_deg = excluded.lat_deg,
                lon_deg = excluded.lon_deg, speed_kmh = excluded.speed_kmh, heading_deg = excluded.heading_deg,
                accuracy_m = excluded.accuracy_m, fix_received_at = excluded.fix_received_at
            WHERE hearer_last.heard_n = $11
            """, 11);
    }

    public Hearer Of(string name) => _known.TryGetValue(name, out var hearer) ? hearer : new Hearer(name, 0, 0, null);

    public void Set(Hearer hearer)
    {
        _before.TryAdd(hearer.Name, Of(hearer.Name));
        _known[hearer.Name] = hearer;
    }

    public override void Mark() => _before.Clear();

    public override void Flush()
    {
        if (_before.Count == 0) return;
        foreach (var (name, before) in _before) Bind(_known[name], before.HeardN);
        if (_write.Execute() != _before.Count) throw new StaleMemoryException("a hearer's count");
    }

    public override void Undo()
    {
        _write.Clear();
        foreach (var (name, before) in _before) _known[name] = before;
        _before.Clear();
    }

    void Bind(Hearer hearer, long expectedN)
    {
        var fix = hearer.Fix;
        _write.Add(hearer.Name).Add(hearer.HeardN).Add(hearer.HeardAt).Add(fix?.OccurredAt).Add(fix?.LatDeg).Add(fix?.LonDeg)
            .Add(fix?.SpeedKmh).Add(fix?.HeadingDeg).Add(fix?.AccuracyM).Add(fix?.ReceivedAt).Add(expectedN).EndRow();
    }

    public static Hearer Read(System.Data.Common.DbDataReader r) => new(
        r.GetString(0), r.GetInt64(1), r.GetInt64(2),
        r.Long(3) is { } at
            ? new PositionRow(at, r.GetDouble(4), r.GetDouble(5), r.GetDouble(6), r.GetDouble(7), r.GetDouble(8), r.GetInt64(9))
            : null);
}
