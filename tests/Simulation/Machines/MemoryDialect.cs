using System.Data.Common;
using Microsoft.Data.Sqlite;
using SpecimenLogistics.Journal;

namespace SpecimenLogistics.Simulation;

/// <summary>The store's own SQL on a database in memory, which stays while the machine that writes to it dies.</summary>
sealed class MemoryDialect : Dialect, IDisposable
{
    readonly SqliteDialect like = new("");
    readonly string address;
    readonly SqliteConnection keeps;
    readonly Disk disk;

    public MemoryDialect(string name, Disk disk, MemoryDialect? from)
    {
        (this.disk, address) = (disk, new SqliteConnectionStringBuilder { DataSource = name, Mode = SqliteOpenMode.Memory, Cache = SqliteCacheMode.Shared, Pooling = false }.ToString());
        keeps = Open();
        from?.keeps.BackupDatabase(keeps);
    }

    public override string Name => "memory";
    public override void RequireStore() { }
    public override WriteSession OpenWriter() => new DiskSession(new SqliteWriteSession(Open(), this), disk);
    public override DbConnection OpenReader() => Open();
    public override bool IsConstraint(Exception error) => like.IsConstraint(error);
    public override bool IsFull(Exception error) => like.IsFull(error);
    public override string Ddl(string common) => like.Ddl(common);
    public override DbParameter Parameter(DbCommand command, int number) => like.Parameter(command, number);
    public override DbTransaction Snapshot(DbConnection reader) => like.Snapshot(reader);

    SqliteConnection Open()
    {
        var connection = new SqliteConnection(address);
        connection.Open();
        return connection;
    }

    public void Dispose() => keeps.Dispose();
}

/// <summary>A session whose steps may fail: before a transaction, before its commit, and after it.</summary>
sealed class DiskSession(WriteSession session, Disk disk) : WriteSession
{
    public override Reader Reader => session.Reader;
    public override void BeginSchema() => session.BeginSchema();
    public override void Rollback() => session.Rollback();
    public override void Save() => session.Save();
    public override void Release() => session.Release();
    public override void RollbackToSave() => session.RollbackToSave();
    public override void Run(string sql) => session.Run(sql);
    public override WriteStatement Prepare(RowWrite write) => session.Prepare(write);
    public override void Send() => session.Send();
    public override string Holdable(string text) => session.Holdable(text);
    public override void Dispose() => session.Dispose();

    public override Turn? Begin()
    {
        disk.Step("before a transaction");
        return session.Begin();
    }

    public override void Commit()
    {
        disk.Step("before the commit");
        session.Commit();
        disk.Step("after the commit, before its word");
    }
}
