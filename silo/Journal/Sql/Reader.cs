using System.Data.Common;

namespace SpecimenLogistics.Journal;

/// <summary>A connection with its read statements kept prepared. Used by one thread at a time.</summary>
internal sealed class Reader(DbConnection connection, Dialect dialect) : IDisposable
{
    readonly Dictionary<string, DbCommand> _prepared = [];
    DbTransaction? _transaction;

    public List<T> Query<T>(string sql, Func<DbDataReader, T> map, params ReadOnlySpan<object?> values)
    {
        var rows = new List<T>();
        using var reader = Open(sql, values);
        while (reader.Read()) rows.Add(map(reader));
        return rows;
    }

    /// <summary>The first row, or the default where there is none.</summary>
    public T? First<T>(string sql, Func<DbDataReader, T> map, params ReadOnlySpan<object?> values)
    {
        using var reader = Open(sql, values);
        return reader.Read() ? map(reader) : default;
    }

    /// <summary>The rows of many keys, by a question for one that says <c>= $1</c>: at once where every question is a journey.</summary>
    public List<T> OfEach<T>(string sql, IReadOnlyCollection<string> keys, Func<DbDataReader, T> map)
    {
        if (keys.Count == 0) return [];
        if (dialect.ForKeys(sql) is { } all) return Query(all, map, (object)keys.ToArray());
        var rows = new List<T>();
        foreach (var key in keys) rows.AddRange(Query(sql, map, key));
        return rows;
    }

    /// <summary>One row after the other, for tables that do not fit into memory.</summary>
    public void Each(string sql, Action<DbDataReader> row, params ReadOnlySpan<object?> values)
    {
        using var reader = Open(sql, values);
        while (reader.Read()) row(reader);
    }

    public long Number(string sql, params ReadOnlySpan<object?> values) =>
        First(sql, r => r.IsDBNull(0) ? 0 : r.GetInt64(0), values);

    /// <summary>Runs a function that sees one moment of the store, however long it reads.</summary>
    public T Snapshot<T>(Func<Reader, T> read)
    {
        using var transaction = dialect.Snapshot(connection);
        _transaction = transaction;
        try { return read(this); }
        finally { _transaction = null; }
    }

    DbDataReader Open(string sql, ReadOnlySpan<object?> values)
    {
        if (!_prepared.TryGetValue(sql, out var command)) _prepared[sql] = command = Prepare(sql, values.Length);
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        command.Transaction = _transaction;
        return command.ExecuteReader();
    }

    DbCommand Prepare(string sql, int count)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 1; i <= count; i++) command.Parameters.Add(dialect.Parameter(command, i));
        return command;
    }

    public void Dispose()
    {
        foreach (var command in _prepared.Values) command.Dispose();
        connection.Dispose();
    }
}
