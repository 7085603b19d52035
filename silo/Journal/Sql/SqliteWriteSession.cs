using Microsoft.Data.Sqlite;

namespace SpecimenLogistics.Journal;

internal sealed class SqliteWriteSession(SqliteConnection connection, Dialect dialect) : WriteSession
{
    readonly Dictionary<string, SqliteCommand> _steps = [];
    readonly List<WriteStatement> _statements = [];

    public override Reader Reader { get; } = new(connection, dialect);

    /// <summary>One process a folder: there is no other writer whose turn it could be.</summary>
    public override Turn? Begin()
    {
        Step("BEGIN IMMEDIATE");
        return null;
    }

    public override void BeginSchema() => Step("BEGIN IMMEDIATE");
    public override void Commit() => Step("COMMIT");
    public override void Rollback() => Step("ROLLBACK");
    public override void Save() => Step("SAVEPOINT one");
    public override void Release() => Step("RELEASE one");
    public override void RollbackToSave() => Step("ROLLBACK TO one");

    public override void Run(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public override WriteStatement Prepare(RowWrite write)
    {
        var statement = new SqliteWriteStatement(connection, write.OneRow);
        _statements.Add(statement);
        return statement;
    }

    void Step(string sql)
    {
        if (!_steps.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            _steps[sql] = command;
        }
        command.ExecuteNonQuery();
    }

    public override void Dispose()
    {
        foreach (var command in _steps.Values) command.Dispose();
        foreach (var statement in _statements) statement.Dispose();
        Reader.Dispose();
    }
}
