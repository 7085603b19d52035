using System.Data.Common;

namespace SpecimenLogistics.Journal;

/// <summary>
/// Everything that differs from one database to the other, and nothing else. The SQL itself is common: <c>$1</c> is a
/// parameter to both, and both know <c>INSERT ... ON CONFLICT</c>.
/// </summary>
internal abstract class Dialect
{
    /// <summary>Opens the one connection that writes, creating the database where there is none.</summary>
    public abstract WriteSession OpenWriter();

    /// <summary>Opens a connection that cannot write.</summary>
    public abstract DbConnection OpenReader();

    /// <summary>True where the database refused a row (a unique key, a missing value) and would refuse it again.</summary>
    public abstract bool IsConstraint(Exception error);

    /// <summary>Types and table suffixes in the common schema: <c>{bytes}</c>, <c>{long}</c>, <c>{real}</c>, <c>{text}</c>, <c>{rowid}</c>, <c>{heap}</c>, <c>{clustered}</c>.</summary>
    public abstract string Ddl(string common);

    /// <summary>The parameter that stands as <c>$number</c> in the SQL.</summary>
    public abstract DbParameter Parameter(DbCommand command, int number);

    /// <summary>Begins a read transaction that sees one moment.</summary>
    public abstract DbTransaction Snapshot(DbConnection reader);
}
