namespace SpecimenLogistics.Domain;

/// <summary>Boxes that have been aboard for longer than journeys usually take, and whose seals are read all the same.</summary>
static class LongJourneys
{
    public static IEnumerable<(BoxId Box, Instant Until)> Of(VehicleState vehicle)
    {
        if (vehicle.Telemetry?.Evidence.Carried is not { } carried) yield break;
        foreach (var (box, entry) in vehicle.Account.Entries.OrderBy(e => e.Key.Value, StringComparer.Ordinal))
            if (entry.Carried.LastOrDefault() is { Until: null } carriage && carried.LastOrDefault(s => s.Of == Subject.Of(box)) is { } stay && stay.Last > carriage.Since)
                yield return (box, stay.Last);
    }
}
