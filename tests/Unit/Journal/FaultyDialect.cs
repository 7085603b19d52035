using System.Data.Common;
using Microsoft.Data.Sqlite;
using SpecimenLogistics.Journal;

namespace SpecimenLogistics.Unit.Journal;

internal enum CommitFault { None, BeforeTheDisk, AfterTheDisk, NoRoom }

/// <summary>A database whose next commit fails: before anything reached the disk, or after all of it did.</summary>
internal sealed class FaultyDialect(Dialect inner) : Dialect
{
    const int Full = 13;

    public CommitFault Next { get; set; }

    /// <summary>So many times what is written together is refused, when all of it has been written.</summary>
    public int Refusals { get; set; }

    public override string Name => inner.Name;
    public override bool IsShared => inner.IsShared;
    public override IReadOnlyList<string> OwnSteps => inner.OwnSteps;
    public override void RequireStore() => inner.RequireStore();
    public override bool IsLost(Exception error) => inner.IsLost(error);
    public override IReadOnlyList<string> Check(Reader reader) => inner.Check(reader);
    public override string? ForKeys(string sql) => inner.ForKeys(sql);
    public override WriteSession OpenWriter() => new Session(inner.OpenWriter(), this);
    public override DbConnection OpenReader() => inner.OpenReader();
    public override bool IsConstraint(Exception error) => inner.IsConstraint(error);
    public override bool IsFull(Exception error) => error is SqliteException { SqliteErrorCode: Full } || inner.IsFull(error);
    public override string Ddl(string common) => inner.Ddl(common);
    public override DbParameter Parameter(DbCommand command, int number) => inner.Parameter(command, number);
    public override DbTransaction Snapshot(DbConnection reader) => inner.Snapshot(reader);

    sealed class Session(WriteSession inner, FaultyDialect faults) : WriteSession
    {
        public override Reader Reader => inner.Reader;

        public override void Commit()
        {
            var fault = faults.Next;
            faults.Next = CommitFault.None;
            if (fault is CommitFault.None or CommitFault.AfterTheDisk) inner.Commit();
            if (fault == CommitFault.NoRoom) throw new SqliteException("database or disk is full", Full);
            if (fault != CommitFault.None) throw new SqliteException("disk I/O error", 10);
        }

        public override Turn? Begin() => inner.Begin();
        public override void BeginSchema() => inner.BeginSchema();
        public override void Send()
        {
            inner.Send();
            if (faults.Refusals == 0) return;
            faults.Refusals--;
            throw new InvalidOperationException("refused");
        }

        public override string Holdable(string text) => inner.Holdable(text);
        public override void Rollback() => inner.Rollback();
        public override void Save() => inner.Save();
        public override void Release() => inner.Release();
        public override void RollbackToSave() => inner.RollbackToSave();
        public override void Run(string sql) => inner.Run(sql);
        public override WriteStatement Prepare(RowWrite write) => inner.Prepare(write);
        public override void Dispose() => inner.Dispose();
    }
}
