using SpecimenLogistics.Contracts;
using static SpecimenLogistics.Journal.Column;

namespace SpecimenLogistics.Journal;

/// <summary>The read model: one view per subject, each change at a higher position.</summary>
internal sealed class EntityTable(WriteSession session) : Staged
{
    readonly WriteStatement _write = session.Prepare(new Insert(
        "entity_state", [Text("kind"), Text("id"), Long("seq"), Long("position"), Long("changed_at"), Bytes("view")],
        new Conflict(["kind", "id"], ["seq", "position", "changed_at", "view"])));
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

    public override void Refresh(Reader reader, Standing standing) => _position = standing.Position;
    public override void Mark() => (_positionAtMark, _changedAtMark) = (_position, _changed.Count);
    public override void Flush() => _write.Execute();

    public override void Undo()
    {
        _write.Clear();
        _position = _positionAtMark;
        _changed.RemoveRange(_changedAtMark, _changed.Count - _changedAtMark);
    }
}
