using Microsoft.Data.Sqlite;

namespace SpecimenLogistics.Journal;

internal sealed class SqliteWriteStatement : WriteStatement
{
    readonly SqliteCommand _command;
    int _next;
    int _changed;

    public SqliteWriteStatement(SqliteConnection connection, string sql, int columns)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
        for (var i = 1; i <= columns; i++) _command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
    }

    public override WriteStatement Add(long value) => Set(value);
    public override WriteStatement Add(double value) => Set(value);
    public override WriteStatement Add(string? value) => Set(value ?? (object)DBNull.Value);
    public override WriteStatement Add(byte[]? value) => Set(value ?? (object)DBNull.Value);
    public override WriteStatement AddNull() => Set(DBNull.Value);

    public override void EndRow()
    {
        _next = 0;
        _changed += _command.ExecuteNonQuery();
    }

    public override int Execute()
    {
        var changed = _changed;
        _changed = 0;
        return changed;
    }

    public override void Clear() => (_next, _changed) = (0, 0);
    public override void Dispose() => _command.Dispose();

    WriteStatement Set(object value)
    {
        _command.Parameters[_next++].Value = value;
        return this;
    }
}
