namespace SpecimenLogistics.Journal;

/// <summary>
/// Finds a hearer's positions by time. Written some thousand rows at a time and sorted, not with each row: a fix of each of a
/// thousand vehicles lands on a page of its own, and those pages were nine tenths of what a commit wrote to the disk. The
/// rows after <see cref="Until"/> are found by their ids.
/// </summary>
internal sealed class PositionTimeIndex : Staged
{
    /// <summary>So many rows wait for the index at most before a commit takes them along; a reader looks through them one by one.</summary>
    public const int Every = 16_384;

    readonly AppendTable<PositionEntry> _positions;
    readonly WriteStatement _index;
    readonly WriteStatement _until;
    long _atMark;

    public PositionTimeIndex(WriteSession session, AppendTable<PositionEntry> positions)
    {
        _positions = positions;
        _index = session.Prepare(new Command("""
            INSERT INTO position_time (hearer, occurred_at, id)
            SELECT hearer, occurred_at, id FROM position WHERE id > $1 AND id <= $2 ORDER BY hearer, occurred_at, id
            """, [Column.Long("after"), Column.Long("to")]));
        _until = session.Prepare(new Command("UPDATE position_timed SET until = $1", [Column.Long("until")]));
        Until = session.Reader.Number("SELECT until FROM position_timed");
    }

    /// <summary>The id of the last row that the index holds.</summary>
    public long Until { get; private set; }

    public override void Refresh(Reader reader, Standing standing) => Until = standing.Timed;
    public override void Mark() => _atMark = Until;

    /// <summary>After the positions of the same commit.</summary>
    public override void Flush()
    {
        if (_positions.Count - Until < Every) return;
        var to = Math.Min(_positions.Count, Until + 2 * Every);
        _index.Add(Until).Add(to).EndRow();
        _index.Execute();
        _until.Add(to).EndRow();
        _until.Execute();
        Until = to;
    }

    public override void Undo()
    {
        _index.Clear();
        _until.Clear();
        Until = _atMark;
    }
}
