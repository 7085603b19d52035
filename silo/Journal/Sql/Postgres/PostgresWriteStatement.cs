using Npgsql;

namespace SpecimenLogistics.Journal;

/// <summary>Rows gathered by column and sent as arrays: a statement costs the same for one row and for five hundred.</summary>
internal sealed class PostgresWriteStatement : WriteStatement
{
    readonly PostgresWriteSession _session;
    readonly NpgsqlBatchCommand _command;
    readonly PostgresValues[] _columns;
    readonly bool _oneRow;

    /// <summary>Columns whose values together may stand only once in a statement that updates what is there.</summary>
    readonly PostgresValues[] _key;
    readonly HashSet<string> _keys = [];
    int _next;
    int _rows;

    public PostgresWriteStatement(PostgresWriteSession session, RowWrite write)
    {
        _session = session;
        _oneRow = write is Command;
        _command = new NpgsqlBatchCommand(PostgresSql.Of(write));
        _columns = [.. write.Values.Select(PostgresValues.Of)];
        foreach (var column in _columns) _command.Parameters.Add(_oneRow ? new NpgsqlParameter() : column.NewParameter());
        _key = write is Insert { Conflict: { Set.Count: > 0 } conflict } insert
            ? [.. conflict.Keys.Select(k => _columns[insert.Columns.ToList().FindIndex(c => c.Name == k)])]
            : [];
    }

    public override WriteStatement Add(long value)
    {
        _columns[_next++].Add(value);
        return this;
    }

    public override WriteStatement Add(double value)
    {
        _columns[_next++].Add(value);
        return this;
    }

    public override WriteStatement Add(string? value)
    {
        if (value is null) return AddNull();
        _columns[_next++].Add(value);
        return this;
    }

    public override WriteStatement Add(byte[]? value)
    {
        if (value is null) return AddNull();
        _columns[_next++].Add(value);
        return this;
    }

    public override WriteStatement AddNull()
    {
        _columns[_next++].AddNull();
        return this;
    }

    public override void EndRow()
    {
        if (_next != _columns.Length) throw new InvalidOperationException($"a row of {_next} values for {_columns.Length} columns");
        if (_oneRow && _rows == 1) throw new InvalidOperationException("a second row for a statement that takes one");
        _next = 0;
        _rows++;
        if (_key.Length > 0 && !_keys.Add(Key)) SendBefore();
    }

    string Key => string.Join('\0', _key.Select(k => k.Last));

    /// <summary>One statement changes a row once: what was given for this key before goes first, in a statement of its own.</summary>
    void SendBefore()
    {
        var row = Array.ConvertAll(_columns, c => c.TakeLast());
        _rows--;
        Execute();
        _session.Send();
        for (var i = 0; i < row.Length; i++) _columns[i].PutBack(row[i]);
        _rows = 1;
        _keys.Add(Key);
    }

    public override void Execute() => Execute(null, "");

    public override void Execute(int changes, string what) => Execute((int?)changes, what);

    void Execute(int? changes, string what)
    {
        if (_rows == 0)
        {
            if (changes > 0) throw new StaleMemoryException(what);
            return;
        }
        if (_oneRow)
            for (var i = 0; i < _columns.Length; i++) _command.Parameters[i].Value = _columns[i].First ?? DBNull.Value;
        _session.Keep(_command, this, changes, what);
    }

    public override void Clear()
    {
        foreach (var column in _columns) column.Clear();
        _keys.Clear();
        (_next, _rows) = (0, 0);
    }

    public override void Dispose() { }
}
