namespace SpecimenLogistics.Journal;

/// <summary>Whether a database is what this program needs, asked before it serves.</summary>
internal static class PostgresCheck
{
    static readonly IReadOnlyList<(string Table, string Columns)> Needed =
    [
        ("fact", string.Join(' ', FactRows.Columns)), ("stream_head", "stream seq hash"), ("entity_state", "kind id seq position changed_at view"),
        ("outbox", "sender receiver version queued payload"), ("deadline", "stream kind due_at"), ("tube", "serial box at fact taken_out"),
        AppendTable(new PositionFormat()), AppendTable(new HeardFormat()), AppendTable(new TemperatureFormat()), AppendTable(new UnreadableFormat()),
        ("position_time", "hearer occurred_at id"), ("seen", "device boot ranges"), ("seen_until", "source id"), ("position_timed", "until"), ("hearer_last", string.Join(' ', HearerTable.Columns)),
        ("kept_hash", "source id hash"), ("destroyed", "source through kept_from"),
        ("root", "id at root streams facts heads signature public_key"), ("meta", "key value"), ("turn", "number facts"),
        ("member", "deployment address port generation silo_name host_name status proxy_port suspect_times start_time alive_time"),
        ("member_version", "deployment version"), ("lease", "what holder until"), ("orleansquery", "querykey querytext"),
    ];

    static (string, string) AppendTable<TRow>(RowFormat<TRow> format) => (format.Table, $"id {string.Join(' ', format.Columns)} hash");

    /// <summary>Every table with every column that a statement names.</summary>
    public static void Tables(Reader reader, string name)
    {
        var there = reader.Query(
            "SELECT table_name::text, column_name::text FROM information_schema.columns WHERE table_schema = current_schema()", r => (r.GetString(0), r.GetString(1))).ToHashSet();
        foreach (var (table, columns) in Needed)
            foreach (var column in columns.Split(' '))
                if (!there.Contains((table, column))) throw new JournalException($"{name} says schema {Schema.Steps.Count}, but its {table} has no {column}");
        var queries = reader.Query("SELECT querykey FROM orleansquery", r => r.GetString(0));
        foreach (var key in MembershipTables.Keys.Except(queries)) throw new JournalException($"{name} has no statement {key} for the cluster's membership");
        if (reader.Number("SELECT COUNT(*) FROM turn") != 1) throw new JournalException($"{name} has lost its row of turns");
    }

    /// <summary>Returns what is dangerous, if not wrong.</summary>
    public static IReadOnlyList<string> Server(Reader reader, string name)
    {
        string Setting(string setting) => reader.First("SELECT current_setting($1)", r => r.GetString(0), setting)!;
        if (reader.Number("SELECT current_setting('server_version_num')::bigint") < 150_000) throw new JournalException($"{name} is PostgreSQL {Setting("server_version")}; 15 or newer is needed");
        if (Setting("server_encoding") != "UTF8") throw new JournalException($"{name} has the encoding {Setting("server_encoding")}; UTF8 is needed");
        return [.. new[] { "fsync", "full_page_writes" }.Where(s => Setting(s) != "on").Select(s => $"{name} runs with {s}=off: a power failure may lose what was acknowledged")];
    }
}
