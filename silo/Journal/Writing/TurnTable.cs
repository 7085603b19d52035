namespace SpecimenLogistics.Journal;

/// <summary>The row that writers of a shared store hand from one to the next: how many turns there were, and what they came to.</summary>
internal sealed class TurnTable(WriteSession session, HeadTable heads) : Staged
{
    /// <summary>No turn was ours yet: whatever was read while opening may have changed since.</summary>
    const long NoneYet = -1;

    readonly WriteStatement _write = session.Prepare(new Command("UPDATE turn SET number = $1, facts = $2", [Column.Long("number"), Column.Long("facts")]));
    long _number = NoneYet;
    long _numberAtMark;

    /// <summary>Takes over what the last turn left; true where that was another writer's.</summary>
    public bool Take(Turn turn)
    {
        var another = turn.Number != _number;
        (_number, heads.Facts) = (turn.Number, turn.Facts);
        return another;
    }

    public override void Mark() => _numberAtMark = _number;

    public override void Flush()
    {
        _write.Add(++_number).Add(heads.Facts).EndRow();
        _write.Execute(1, "the row of turns");
    }

    public override void Undo()
    {
        _write.Clear();
        _number = _numberAtMark;
    }
}
