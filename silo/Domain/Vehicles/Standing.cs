namespace SpecimenLogistics.Domain;

/// <summary>Where a vehicle is, and since when it has stood there; null while it drives.</summary>
public sealed record Standing(GeoPoint Point, Instant At, Instant? Since)
{
    const double StandsBelowKmh = 3;

    /// <summary>Further than a standing receiver strays.</summary>
    const double StraysKm = 0.15;

    /// <summary>With one more fix. An older one than known changes nothing.</summary>
    public static Standing Next(Standing? before, GeoPoint point, double speedKmh, Instant at)
    {
        if (before is not null && at <= before.At) return before;
        if (speedKmh >= StandsBelowKmh) return new Standing(point, at, null);
        return new Standing(point, at, before?.Since is { } since && before.Point.KmTo(point) < StraysKm ? since : at);
    }
}
