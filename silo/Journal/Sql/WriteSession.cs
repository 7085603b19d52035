namespace SpecimenLogistics.Journal;

/// <summary>The writer's connection: one transaction at a time, with at most one save point in it.</summary>
internal abstract class WriteSession : IDisposable
{
    public abstract void Begin();
    public abstract void Commit();
    public abstract void Rollback();
    public abstract void Save();
    public abstract void Release();
    public abstract void RollbackToSave();

    /// <summary>Runs statements without parameters, for the schema.</summary>
    public abstract void Run(string sql);

    /// <summary>A statement kept open for the session's life, run once for every row.</summary>
    public abstract WriteStatement Prepare(string sql, int columns);

    /// <summary>Reads inside the writer's own transaction.</summary>
    public abstract Reader Reader { get; }

    public abstract void Dispose();
}

/// <summary>
/// Rows for one statement: values in order, then <see cref="EndRow"/>. A database may run each row at once (SQLite) or all
/// together in <see cref="Execute"/> (PostgreSQL, as arrays), so errors may come from either.
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

    /// <summary>Runs what has not run yet; returns how many rows were changed since the last call.</summary>
    public abstract int Execute();

    /// <summary>Drops rows and values not run yet, after an error.</summary>
    public abstract void Clear();
    public abstract void Dispose();
}
