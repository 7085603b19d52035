using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace SpecimenLogistics.Journal;

/// <summary>One file, <c>journal.db</c>: write-ahead log, every commit synced to the disk before it returns.</summary>
/// <param name="erasing">What is deleted is overwritten in the file as well.</param>
internal sealed class SqliteDialect(string folder, bool erasing = false) : Dialect
{
    const int FullError = 13, ConstraintError = 19;

    public string File => Path.Combine(folder, "journal.db");

    public override string Name => folder;

    public override void RequireStore()
    {
        if (!System.IO.File.Exists(File)) throw new JournalException($"there is no store in {folder}");
    }

    public override WriteSession OpenWriter()
    {
        Directory.CreateDirectory(folder);
        return new SqliteWriteSession(Open(SqliteOpenMode.ReadWriteCreate,
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY;" + (erasing ? " PRAGMA secure_delete=ON;" : "")), this);
    }

    public override DbConnection OpenReader() => Open(SqliteOpenMode.ReadOnly, "PRAGMA query_only=1;");

    public override bool IsConstraint(Exception error) => error is SqliteException { SqliteErrorCode: ConstraintError };

    public override bool IsFull(Exception error) => error is SqliteException { SqliteErrorCode: FullError };

    public override string Ddl(string common) => common
        .Replace("{bytes}", "BLOB").Replace("{long}", "INTEGER").Replace("{real}", "REAL").Replace("{text}", "TEXT")
        .Replace("{rowid}", "INTEGER PRIMARY KEY").Replace("{heap}", "STRICT").Replace("{clustered}", "STRICT, WITHOUT ROWID");

    public override DbParameter Parameter(DbCommand command, int number) => new SqliteParameter { ParameterName = $"${number}" };

    public override DbTransaction Snapshot(DbConnection reader) =>
        ((SqliteConnection)reader).BeginTransaction(IsolationLevel.Serializable, deferred: true);

    SqliteConnection Open(SqliteOpenMode mode, string pragmas)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = File, Mode = mode, Pooling = false, DefaultTimeout = 30,
        }.ToString());
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA busy_timeout=5000; " + pragmas;
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
