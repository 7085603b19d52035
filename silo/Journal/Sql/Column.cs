namespace SpecimenLogistics.Journal;

internal enum ColumnType { Text, Long, Real, Bytes }

/// <summary>A column as statements name it, with what goes into it.</summary>
internal readonly record struct Column(string Name, ColumnType Type)
{
    public static Column Text(string name) => new(name, ColumnType.Text);
    public static Column Long(string name) => new(name, ColumnType.Long);
    public static Column Real(string name) => new(name, ColumnType.Real);
    public static Column Bytes(string name) => new(name, ColumnType.Bytes);

    public override string ToString() => Name;
}
