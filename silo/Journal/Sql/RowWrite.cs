namespace SpecimenLogistics.Journal;

/// <summary>What a statement does with each row it is given, said once; a database that takes many rows at a time says it in its own words.</summary>
/// <param name="Values">What a row consists of, in the order in which it is given.</param>
internal abstract record RowWrite(IReadOnlyList<Column> Values)
{
    /// <summary>The statement for one row, whose values stand in it as <c>$1</c>, <c>$2</c>, ...</summary>
    public abstract string OneRow { get; }
}

/// <param name="Conflict">What becomes of a row whose key is there already; null refuses it.</param>
internal sealed record Insert(string Table, IReadOnlyList<Column> Columns, Conflict? Conflict = null)
    : RowWrite(Conflict?.Expected is null ? Columns : [.. Columns, Column.Long("expected")])
{
    public override string OneRow =>
        $"INSERT INTO {Table} ({string.Join(", ", Columns)}) VALUES ({string.Join(", ", Columns.Select((_, i) => $"${i + 1}"))})"
        + (Conflict is { } c ? $" ON CONFLICT ({string.Join(", ", c.Keys)}) DO {c.Do(Table)}" + (c.Expected is { } e ? $" WHERE {Table}.{e} = ${Values.Count}" : "") : "");
}

/// <param name="Set">The columns that take the new row's values; none leaves the old row as it is.</param>
/// <param name="Higher">Only where the new row's value of this column is higher.</param>
/// <param name="Expected">Only where the old row's value of this column is what the row gives after its columns: compare and set.</param>
internal sealed record Conflict(IReadOnlyList<string> Keys, IReadOnlyList<string> Set, string? Higher = null, string? Expected = null)
{
    public string Do(string table) => Set.Count == 0
        ? "NOTHING"
        : $"UPDATE SET {string.Join(", ", Set.Select(c => $"{c} = excluded.{c}"))}" + (Higher is { } h ? $" WHERE excluded.{h} > {table}.{h}" : "");
}

/// <param name="AtMost">The row's last value: only where this column is not higher.</param>
internal sealed record Delete(string Table, IReadOnlyList<Column> Keys, Column? AtMost = null)
    : RowWrite(AtMost is { } most ? [.. Keys, most] : Keys)
{
    public override string OneRow => $"DELETE FROM {Table} WHERE {string.Join(" AND ", Values.Select((c, i) => $"{c} {Compare(i)} ${i + 1}"))}";

    public string Compare(int value) => value < Keys.Count ? "=" : "<=";
}

/// <summary>A statement that is run for its own sake, with one row of values at a time.</summary>
internal sealed record Command(string Sql, IReadOnlyList<Column> Given) : RowWrite(Given)
{
    public override string OneRow => Sql;
}
