using System.Globalization;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>Moments as people of one zone write them. The zone itself is named once per area.</summary>
public sealed class ZonedTimes(string zone)
{
    readonly TimeZoneInfo info = TimeZoneInfo.FindSystemTimeZoneById(zone);

    public string Zone => zone;

    /// <summary><c>20:01</c></summary>
    public string Minute(Instant at) => Local(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary><c>20:01:07</c></summary>
    public string Second(Instant at) => Local(at).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary><c>20:01:07.250</c>, with the date before it when it is not <paramref name="day"/>.</summary>
    public string Precise(Instant at, DateOnly? day = null)
    {
        var local = Local(at);
        var pattern = day is null || DateOnly.FromDateTime(local.DateTime) == day ? "HH:mm:ss.fff" : "yyyy-MM-dd HH:mm:ss.fff";
        return local.ToString(pattern, CultureInfo.InvariantCulture);
    }

    /// <summary><c>2020-09-06T20:01:07.25+08:00</c></summary>
    public string Iso(Instant at) => Local(at).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFzzz", CultureInfo.InvariantCulture);

    /// <summary><c>2020-09-06 20:01</c></summary>
    public string DayMinute(Instant at) => Local(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public int Hour(Instant at) => Local(at).Hour;

    public DateOnly Date(Instant at) => DateOnly.FromDateTime(Local(at).DateTime);

    /// <summary>When the clocks of the zone show this time on that day; the first time where they show it twice.</summary>
    public Instant At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return Instant.From(new DateTimeOffset(local, info.IsAmbiguousTime(local) ? info.GetAmbiguousTimeOffsets(local).Max() : info.GetUtcOffset(local)));
    }

    DateTimeOffset Local(Instant at) => TimeZoneInfo.ConvertTime(at.ToDateTimeOffset(), info);
}
