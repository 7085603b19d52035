namespace SpecimenLogistics.Journal;

/// <summary>Statements for many rows at once, given as one array a column.</summary>
internal static class PostgresSql
{
    public static string Of(RowWrite write) => write switch
    {
        Insert { Conflict: { Expected: { } expected } conflict } insert => Merge(insert, conflict, expected),
        Insert insert => $"INSERT INTO {insert.Table} ({Names(insert.Columns)}) SELECT {Names(insert.Columns)} FROM {Rows(insert)}"
            + (insert.Conflict is { } c ? $" ON CONFLICT ({string.Join(", ", c.Keys)}) DO {c.Do(insert.Table)}" : ""),
        Delete delete => Found(delete),
        _ => write.OneRow,
    };

    /// <summary>What a row expects is none of the table's columns, so that <c>ON CONFLICT</c> could not see it.</summary>
    static string Merge(Insert insert, Conflict conflict, string expected) => $"""
        MERGE INTO {insert.Table} t USING {Rows(insert)} ON {string.Join(" AND ", conflict.Keys.Select(k => $"t.{k} = r.{k}"))}
        WHEN MATCHED AND t.{expected} = r.expected THEN UPDATE SET {string.Join(", ", conflict.Set.Select(c => $"{c} = r.{c}"))}
        WHEN NOT MATCHED THEN INSERT ({Names(insert.Columns)}) VALUES ({string.Join(", ", insert.Columns.Select(c => $"r.{c}"))})
        """;

    /// <summary>The rows are looked up key by key, and nobody moves them meanwhile: a transaction that writes is alone.</summary>
    static string Found(Delete delete) => $"""
        DELETE FROM {delete.Table} WHERE ctid = ANY(ARRAY(SELECT q.ctid FROM {Rows(delete)} CROSS JOIN LATERAL (
            SELECT t.ctid FROM {delete.Table} t WHERE {string.Join(" AND ", delete.Values.Select((v, i) => $"t.{v} {delete.Compare(i)} r.{v}"))} OFFSET 0) q))
        """;

    static string Rows(RowWrite write) =>
        $"unnest({string.Join(", ", write.Values.Select((v, i) => $"${i + 1}::{Type(v)}[]"))}) AS r({Names(write.Values)})";

    static string Names(IReadOnlyList<Column> columns) => string.Join(", ", columns);

    static string Type(Column column) => column.Type switch
    {
        ColumnType.Text => "text",
        ColumnType.Long => "bigint",
        ColumnType.Real => "double precision",
        _ => "bytea",
    };
}
