namespace SpecimenLogistics.Journal;

/// <summary>The writer's connection: one transaction at a time, with at most one save point in it.</summary>
internal abstract class WriteSession : IDisposable
{
    /// <summary>
    /// Begins a transaction. Where several processes write they take turns: this waits until nobody else is in one, and returns
    /// what the last turn left; null where this is the only writer.
    /// </summary>
    public abstract Turn? Begin();

    /// <summary>Begins a transaction that may change the schema, alone with it.</summary>
    public abstract void BeginSchema();

    public abstract void Commit();
    public abstract void Rollback();
    public abstract void Save();
    public abstract void Release();
    public abstract void RollbackToSave();

    /// <summary>Runs statements without parameters, for the schema.</summary>
    public abstract void Run(string sql);

    /// <summary>A statement kept open for the session's life, run once for every row.</summary>
    public abstract WriteStatement Prepare(RowWrite write);

    /// <summary>Sends what statements have kept to be sent together. Errors of any of them come from here.</summary>
    public virtual void Send() { }

    /// <summary>Text that nobody has judged, as this database can hold it.</summary>
    public virtual string Holdable(string text) => text;

    /// <summary>Reads inside the writer's own transaction, what has been sent.</summary>
    public abstract Reader Reader { get; }

    public abstract void Dispose();
}

/// <param name="Number">How many turns writers have had: one that is not one's own last means that another was there.</param>
/// <param name="Facts">Facts in all streams together.</param>
internal readonly record struct Turn(long Number, long Facts);

/// <summary>
/// Rows for one statement: values in order, then <see cref="EndRow"/>. A database may run each row at once (SQLite) or all
/// together after <see cref="Execute()"/> (PostgreSQL, as arrays), so errors may come from either, or from <see cref="WriteSession.Send"/>.
/// </summary>
internal abstract class WriteStatement : IDisposable
{
    public abstract WriteStatement Add(long value);
    public abstract WriteStatement Add(double value);
    public abstract WriteStatement Add(string? value);
    public abstract WriteStatement Add(byte[]? value);
    public abstract WriteStatement AddNull();
    public WriteStatement Add(long? value) => value is { } v ? Add(v) : AddNull();
    public WriteStatement Add(double? value) => value is { } v ? Add(v) : AddNull();
    public abstract void EndRow();

    /// <summary>Runs what has not run yet.</summary>
    public abstract void Execute();

    /// <summary>The same, and it must change so many rows: else what the writer remembered is <see cref="StaleMemoryException">stale</see>.</summary>
    public abstract void Execute(int changes, string what);

    /// <summary>Drops rows and values not run yet, after an error.</summary>
    public abstract void Clear();
    public abstract void Dispose();
}
