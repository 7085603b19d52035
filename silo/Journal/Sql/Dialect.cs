using System.Data.Common;

namespace SpecimenLogistics.Journal;

/// <summary>
/// Everything that differs from one database to the other, and nothing else. The SQL itself is common: <c>$1</c> is a
/// parameter to both, and both know <c>INSERT ... ON CONFLICT</c>.
/// </summary>
internal abstract class Dialect
{
    /// <summary>What a person knows the store by, without its password.</summary>
    public abstract string Name { get; }

    /// <exception cref="JournalException">There is no store, or it cannot be reached: in one sentence.</exception>
    public abstract void RequireStore();

    /// <summary>Opens the one connection that writes, creating the database where there is none.</summary>
    public abstract WriteSession OpenWriter();

    /// <summary>Opens a connection that cannot write.</summary>
    public abstract DbConnection OpenReader();

    /// <summary>True where the database refused a row (a unique key, a missing value) and would refuse it again.</summary>
    public abstract bool IsConstraint(Exception error);

    /// <summary>True where the connection is gone, and another one may serve.</summary>
    public virtual bool IsLost(Exception error) => false;

    /// <summary>True where there is no room for what was to be written.</summary>
    public abstract bool IsFull(Exception error);

    /// <summary>Types and table suffixes in the common schema: <c>{bytes}</c>, <c>{long}</c>, <c>{real}</c>, <c>{text}</c>, <c>{rowid}</c>, <c>{heap}</c>, <c>{clustered}</c>.</summary>
    public abstract string Ddl(string common);

    /// <summary>Steps of the schema that only this database has, after the common ones; they have a version of their own.</summary>
    public virtual IReadOnlyList<string> OwnSteps => [];

    /// <summary>Looks whether the database is fit to hold a store: throws in a sentence where not, returns sentences worth a warning.</summary>
    public virtual IReadOnlyList<string> Check(Reader reader) => [];

    /// <summary>The parameter that stands as <c>$number</c> in the SQL.</summary>
    public abstract DbParameter Parameter(DbCommand command, int number);

    /// <summary>The question for one key (<c>= $1</c>) as one for many; null where asking one by one costs no more.</summary>
    public virtual string? ForKeys(string sql) => null;

    /// <summary>Begins a read transaction that sees one moment.</summary>
    public abstract DbTransaction Snapshot(DbConnection reader);

    /// <summary>True where other processes write too: what this one remembers is then its own part only.</summary>
    public virtual bool IsShared => false;

    /// <summary>How long to wait before the writer connects again, after so many failures in a row.</summary>
    public virtual TimeSpan Pause(int failures) => TimeSpan.Zero;
}
