using System.Data.Common;

namespace SpecimenLogistics.Journal;

internal static class Sql
{
    public static long? Long(this DbDataReader r, int column) => r.IsDBNull(column) ? null : r.GetInt64(column);
    public static string? Text(this DbDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);
    public static byte[]? Bytes(this DbDataReader r, int column) => r.IsDBNull(column) ? null : (byte[])r[column];
}
