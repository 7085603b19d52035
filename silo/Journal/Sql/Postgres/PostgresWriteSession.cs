using Npgsql;

namespace SpecimenLogistics.Journal;

/// <summary>Statements are kept and sent together, so that a transaction costs a few journeys to the database, not one for every table.</summary>
internal sealed class PostgresWriteSession(NpgsqlConnection connection, Dialect dialect) : WriteSession
{
    readonly record struct Kept(PostgresWriteStatement? Statement, int? Changes, string What);

    readonly NpgsqlBatch _batch = new(connection);
    readonly List<Kept> _kept = [];

    public override Reader Reader { get; } = new(connection, dialect);

    public override Turn? Begin() =>
        Reader.First(PostgresTurn.Take, r => (Turn?)new Turn(r.GetInt64(0), r.GetInt64(1))) ?? throw new JournalException($"{dialect.Name} has lost its row of turns");

    public override void BeginSchema() => Run(PostgresTurn.TakeSchema);

    /// <summary>
    /// To COMMIT in a transaction that failed before, PostgreSQL answers with a rollback and no error; the statement ahead of it
    /// makes that an error.
    /// </summary>
    public override void Commit()
    {
        Keep("SELECT 1");
        Keep("COMMIT");
        Send();
    }

    public override void Rollback()
    {
        Forget();
        Run("ROLLBACK");
    }

    /// <summary>Sent at once: to roll back to it, it must be there.</summary>
    public override void Save()
    {
        Keep("SAVEPOINT one");
        Send();
    }

    public override void Release() => Keep("RELEASE SAVEPOINT one");

    public override void RollbackToSave()
    {
        Forget();
        Run("ROLLBACK TO SAVEPOINT one");
    }

    public override void Run(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public override WriteStatement Prepare(RowWrite write) => new PostgresWriteStatement(this, write);

    public override string Holdable(string text) => PostgresText.Of(text);

    public void Keep(NpgsqlBatchCommand command, PostgresWriteStatement statement, int? changes, string what)
    {
        _batch.BatchCommands.Add(command);
        _kept.Add(new Kept(statement, changes, what));
    }

    void Keep(string sql)
    {
        _batch.BatchCommands.Add(new NpgsqlBatchCommand(sql));
        _kept.Add(default);
    }

    public override void Send()
    {
        if (_kept.Count == 0) return;
        try
        {
            _batch.ExecuteNonQuery();
            for (var i = 0; i < _kept.Count; i++)
                if (_kept[i] is { Changes: { } changes } kept && _batch.BatchCommands[i].RecordsAffected != changes) throw new StaleMemoryException(kept.What);
        }
        finally { Forget(); }
    }

    void Forget()
    {
        foreach (var kept in _kept) kept.Statement?.Clear();
        _kept.Clear();
        _batch.BatchCommands.Clear();
    }

    public override void Dispose()
    {
        _batch.Dispose();
        Reader.Dispose();
    }
}
