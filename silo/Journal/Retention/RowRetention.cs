namespace SpecimenLogistics.Journal;

/// <summary>Rows of an append table that came before a day, from its beginning to the end of a commit: a chain can only be cut there.</summary>
internal readonly record struct OldRows(long First, long Through, long Count, long Oldest, long Newest)
{
    /// <summary>Null where there are none.</summary>
    /// <param name="most">About how many at most; the end of the commit they end in.</param>
    public static OldRows? Find(Reader reader, string table, long keptFrom, long most = long.MaxValue)
    {
        var first = reader.Number($"SELECT MIN(id) FROM {table}");
        if (first == 0) return null;
        var kept = reader.First($"SELECT id FROM {table} WHERE received_at >= $1 ORDER BY id LIMIT 1", r => (long?)r.GetInt64(0), keptFrom) ?? long.MaxValue;
        var through = reader.First($"SELECT id FROM {table} WHERE id < $1 AND hash IS NOT NULL ORDER BY id DESC LIMIT 1", r => (long?)r.GetInt64(0), kept) ?? 0;
        if (through - first >= most)
            through = reader.First($"SELECT id FROM {table} WHERE id >= $1 AND hash IS NOT NULL ORDER BY id LIMIT 1", r => r.GetInt64(0), first + most - 1);
        return through < first ? null : reader.First(
            $"SELECT COUNT(*), MIN(received_at), MAX(received_at) FROM {table} WHERE id <= $1", r => (OldRows?)new OldRows(first, through, r.GetInt64(0), r.GetInt64(1), r.GetInt64(2)), through);
    }
}

/// <summary>Destroys old rows of one append table and says so, in one transaction; answers how many, 0 where none are left.</summary>
internal sealed class RowRetentionWork(string table, Term term, long keptFrom, Destroying destroying) : Work<long>
{
    /// <summary>So many at a time, since others wait for their turn meanwhile.</summary>
    const long Most = 50_000;

    public override string Stream => RetentionAct.Stream;

    public override void Stage(Tables tables)
    {
        var (session, reader) = (tables.Session, tables.Session.Reader);
        Answer = 0;
        if (OldRows.Find(reader, table, keptFrom, Most) is not { } old) return;
        using var digest = new KeptHashes.Digest();
        reader.Each($"SELECT id, hash FROM {table} WHERE id <= $1 AND hash IS NOT NULL ORDER BY id", r => digest.Add(r.GetInt64(0), (byte[])r[1]), old.Through);
        Run(session, $"INSERT INTO kept_hash (source, id, hash) SELECT '{table}', id, hash FROM {table} WHERE id <= $1 AND hash IS NOT NULL", old.Through);
        if (table == "position")
            Run(session, "DELETE FROM position_time WHERE (hearer, occurred_at, id) IN (SELECT hearer, occurred_at, id FROM position WHERE id <= $1)", old.Through);
        Run(session, $"DELETE FROM {table} WHERE id <= $1", old.Through);
        Run(session, $"INSERT INTO destroyed (source, through, kept_from) VALUES ('{table}', $1, $2) ON CONFLICT (source) DO UPDATE SET through = excluded.through, kept_from = excluded.kept_from", old.Through, keptFrom);
        destroying.Say(tables, new RetentionAct(table, term.ToString(), keptFrom, old.First, old.Through, old.Count, old.Oldest, old.Newest, destroying.Why, digest.End(), null));
        Answer = old.Count;
    }

    static void Run(WriteSession session, string sql, params ReadOnlySpan<long> values)
    {
        var statement = session.Prepare(new Command(sql, [.. Enumerable.Range(1, values.Length).Select(n => Column.Long($"v{n}"))]));
        foreach (var value in values) statement.Add(value);
        statement.EndRow();
        statement.Execute();
    }
}
