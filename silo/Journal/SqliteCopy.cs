using Microsoft.Data.Sqlite;

namespace SpecimenLogistics.Journal;

/// <summary>A copy of a database file as it is at one moment, while a server goes on writing it.</summary>
public static class SqliteCopy
{
    /// <exception cref="JournalException">It cannot be read, or the copy not be written.</exception>
    public static void Make(string file, string copy)
    {
        try
        {
            using var from = Open(file, SqliteOpenMode.ReadOnly);
            using var to = Open(copy, SqliteOpenMode.ReadWriteCreate);
            from.BackupDatabase(to);
            using var command = to.CreateCommand();
            // One file, with nothing beside it that could be left behind.
            command.CommandText = "PRAGMA journal_mode=DELETE";
            command.ExecuteNonQuery();
        }
        catch (SqliteException e) { throw new JournalException($"{file} cannot be copied: {e.Message}", e); }
    }

    static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false, DefaultTimeout = 60 }.ToString());
        connection.Open();
        return connection;
    }
}
