using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Journal;

/// <summary>The read model: one view per subject, each change at a higher position.</summary>
internal sealed class EntityTable(WriteSession session) : Staged
{
    readonly WriteStatement _write = session.Prepare("""
        INSERT INTO entity_state (kind, id, seq, position, changed_at, view) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (kind, id) DO UPDATE
        SET seq = excluded.seq, position = excluded.position, changed_at = excluded.changed_at, view = excluded.view
        """, 6);
    List<EntityRow> _changed = [];
    long _position = session.Reader.Number("SELECT MAX(position) FROM entity_state");
    long _positionAtMark;
    int _changedAtMark;

    public void Add(EntityState state, long seq, long changedAt)
    {
        var row = new EntityRow(state.Kind, state.Id, seq, ++_position, changedAt, state.View);
        _write.Add(row.Kind).Add(row.Id).Add(row.Seq).Add(row.Position).Add(row.ChangedAt).Add(row.View).EndRow();
        _changed.Add(row);
    }

    /// <summary>What the transaction changed, in order of position, handed over to whoever listens.</summary>
    public IReadOnlyList<EntityRow> TakeChanged()
    {
        if (_changed.Count == 0) return [];
        var changed = _changed;
        _changed = new List<EntityRow>(changed.Count);
        return changed;
    }

    public override void Mark() => (_positionAtMark, _changedAtMark) = (_position, _changed.Count);
    public override void Flush() => _write.Execute();

    public override void Undo()
    {
        _write.Clear();
        _position = _positionAtMark;
        _changed.RemoveRange(_changedAtMark, _changed.Count - _changedAtMark);
    }
}
