namespace SpecimenLogistics.Journal;

internal sealed record StoreTally(long Facts, long Telemetry, long Unreadable)
{
    public static StoreTally Of(Tables tables) => new(tables.Heads.Facts, tables.Telemetry, tables.Unreadable.Count);

    /// <summary>From a store that others write too.</summary>
    public static StoreTally Read(Reader reader) => reader.First(
        $"""
        SELECT facts,
            {KeptHashes.EndOf("position")} + {KeptHashes.EndOf("heard")} + {KeptHashes.EndOf("temperature")},
            {KeptHashes.EndOf("unreadable")}
        FROM turn
        """, r => new StoreTally(r.GetInt64(0), r.GetInt64(1), r.GetInt64(2)))!;
}
