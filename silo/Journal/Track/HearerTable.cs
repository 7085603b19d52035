using SpecimenLogistics.Contracts;
using static SpecimenLogistics.Journal.Column;

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
    public static readonly IReadOnlyList<Column> Columns =
    [
        Text("hearer"), Long("heard_n"), Long("heard_at"), Long("fix_at"), Real("lat_deg"), Real("lon_deg"), Real("speed_kmh"), Real("heading_deg"),
        Real("accuracy_m"), Long("fix_received_at"),
    ];

    public static readonly string Select = $"SELECT {string.Join(", ", Columns)} FROM hearer_last";

    readonly Dictionary<string, Hearer> _known;
    readonly Dictionary<string, Hearer> _before = [];
    readonly WriteStatement _write;
    readonly Reader _reader;

    /// <summary>Who is not among the known has never been heard.</summary>
    bool _hasAll = true;

    public HearerTable(WriteSession session)
    {
        _known = session.Reader.Query(Select, Read).ToDictionary(h => h.Name);
        _write = session.Prepare(new Insert(
            "hearer_last", Columns, new Conflict(["hearer"], [.. Columns.Skip(1).Select(c => c.Name)], Expected: "heard_n")));
        _reader = session.Reader;
    }

    /// <summary>Reads many hearers at once, where another writer may have changed them.</summary>
    public void Fetch(IEnumerable<string> names)
    {
        if (_hasAll) return;
        var unknown = names.Where(n => !_known.ContainsKey(n)).Distinct().ToList();
        foreach (var hearer in _reader.OfEach(Select + " WHERE hearer = $1", unknown, Read)) _known[hearer.Name] = hearer;
    }

    public override void Refresh(Reader reader, Standing standing)
    {
        _known.Clear();
        _hasAll = false;
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
        _write.Execute(_before.Count, "a hearer's count");
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
