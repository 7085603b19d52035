using Npgsql;

namespace SpecimenLogistics.Journal;

/// <summary>Statements are kept and sent together, so that a transaction costs a few journeys to the database, not one for every table.</summary>
internal sealed class PostgresWriteSession : WriteSession
{
    readonly record struct Kept(PostgresWriteStatement? Statement, int? Changes, string What);

    readonly NpgsqlConnection _connection;
    readonly Dialect _dialect;
    readonly NpgsqlBatch _batch;
    readonly List<Kept> _kept = [];
    string? _warning;

    public PostgresWriteSession(NpgsqlConnection connection, Dialect dialect)
    {
        (_connection, _dialect, _batch, Reader) = (connection, dialect, new NpgsqlBatch(connection), new Reader(connection, dialect));
        connection.Notice += (_, said) => { if (said.Notice.InvariantSeverity == "WARNING") _warning = said.Notice.MessageText; };
    }

    public override Reader Reader { get; }

    public override Turn? Begin() =>
        Reader.First(PostgresTurn.Take, r => (Turn?)new Turn(r.GetInt64(0), r.GetInt64(1))) ?? throw new JournalException($"{_dialect.Name} has lost its row of turns");

    public override void BeginSchema() => Run(PostgresTurn.TakeSchema);

    /// <summary>
    /// To COMMIT in a transaction that failed before, PostgreSQL answers with a rollback and no error; the statement ahead of it
    /// makes that an error. To one whose wait for a standby was broken off, by a time limit or an operator, it answers that it is
    /// committed, and warns that the standby may not have it: were the machine lost now, it would be gone. That is unknown.
    /// </summary>
    public override void Commit()
    {
        Keep("SELECT 1");
        Keep("COMMIT");
        _warning = null;
        Send();
        if (_warning is { } warning) throw new NpgsqlException("the commit came with a warning: " + warning);
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
        using var command = _connection.CreateCommand();
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
