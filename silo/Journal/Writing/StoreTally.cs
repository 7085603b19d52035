namespace SpecimenLogistics.Journal;

internal sealed record StoreTally(long Facts, long Telemetry, long Unreadable)
{
    public static StoreTally Of(Tables tables) => new(tables.Heads.Facts, tables.Telemetry, tables.Unreadable.Count);
}
