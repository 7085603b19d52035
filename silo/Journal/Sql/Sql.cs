using System.Data.Common;

namespace SpecimenLogistics.Journal;

internal static class Sql
{
    public static string Insert(string table, IReadOnlyList<string> columns) =>
        $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", Enumerable.Range(1, columns.Count).Select(i => $"${i}"))})";

    public static long? Long(this DbDataReader r, int column) => r.IsDBNull(column) ? null : r.GetInt64(column);
    public static string? Text(this DbDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);
    public static byte[]? Bytes(this DbDataReader r, int column) => r.IsDBNull(column) ? null : (byte[])r[column];
}
