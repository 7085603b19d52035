using System.Data.Common;

namespace SpecimenLogistics.Journal;

/// <summary>How rows of an append table look: in the database, and in its running hash. One place for writing and checking.</summary>
internal abstract class RowFormat<TRow>
{
    public abstract string Table { get; }

    /// <summary>Without <c>id</c> in front and <c>hash</c> behind.</summary>
    public abstract IReadOnlyList<Column> Columns { get; }

    public abstract void Bind(WriteStatement write, in TRow row);

    /// <summary>Reads a row whose columns begin at 1, after the id.</summary>
    public abstract TRow Read(DbDataReader r);

    public abstract void Describe(ChainBytes bytes, in TRow row);

    /// <summary>What is wrong within a stored row, beside its running hash; null where nothing is.</summary>
    public virtual string? Fault(in TRow row, DbDataReader r) => null;
}

/// <summary>A table that only grows, with dense ids.</summary>
internal abstract class CountedTable : Staged
{
    public abstract string Name { get; }

    /// <summary>Rows that ever were in the table, and the last id.</summary>
    public long Count { get; protected set; }

    /// <summary>Another writer added to it.</summary>
    public bool HasGrown(Standing standing) => standing.Counts[Name] != Count;
}

/// <summary>A table that only grows, with dense ids and one running hash a commit.</summary>
internal sealed class AppendTable<TRow> : CountedTable
{
    readonly RowFormat<TRow> _format;
    readonly WriteStatement _write;
    readonly RunningHash _running;
    readonly List<TRow> _rows = [];
    long _countAtMark;
    byte[] _hashAtMark;

    public AppendTable(WriteSession session, RowFormat<TRow> format)
    {
        _format = format;
        _write = session.Prepare(new Insert(format.Table, [Column.Long("id"), .. format.Columns, Column.Bytes("hash")]));
        Count = session.Reader.Number($"SELECT {KeptHashes.EndOf(format.Table)}");
        _hashAtMark = HashOf(session.Reader);
        _running = new RunningHash(_hashAtMark);
    }

    public override string Name => _format.Table;

    byte[] HashOf(Reader reader) => KeptHashes.HashAt(reader, _format.Table, Count) ?? FactHash.Start;

    public override void Refresh(Reader reader, Standing standing)
    {
        if (!HasGrown(standing)) return;
        Count = standing.Counts[Name];
        _running.Restore(HashOf(reader));
    }

    public void Add(in TRow row) => _rows.Add(row);

    public override void Mark()
    {
        _rows.Clear();
        (_countAtMark, _hashAtMark) = (Count, _running.Current);
    }

    public override void Flush()
    {
        if (_rows.Count == 0) return;
        var bytes = _running.Begin();
        foreach (ref readonly var row in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_rows)) _format.Describe(bytes, row);
        var hash = _running.End();
        for (var i = 0; i < _rows.Count; i++)
        {
            _write.Add(++Count);
            _format.Bind(_write, _rows[i]);
            _write.Add(i == _rows.Count - 1 ? hash : null).EndRow();
        }
        _write.Execute();
        _rows.Clear();
    }

    public override void Undo()
    {
        _write.Clear();
        _rows.Clear();
        Count = _countAtMark;
        _running.Restore(_hashAtMark);
    }
}
