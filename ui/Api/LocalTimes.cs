using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Api;

/// <summary>Local times of one zone to moments.</summary>
static class LocalTimes
{
    /// <summary>A time that the clocks skip is moved on by the skip; of a time that comes twice, the first.</summary>
    public static Instant At(TimeZoneInfo zone, DateOnly date, TimeOnly time)
    {
        var local = date.ToDateTime(time, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(local)) local = local.AddHours(1);
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return Instant.From(new DateTimeOffset(local, offset));
    }
}
