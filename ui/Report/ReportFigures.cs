using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>Everything a report says of one day or of the whole programme. In a store of one day it agrees with the API's <see cref="DayReport"/>.</summary>
/// <param name="Date">null for the whole programme.</param>
/// <param name="Zone">The zone of every local hour and date, an IANA name.</param>
public sealed record ReportFigures(
    DateOnly? Date, string Zone, Instant AsOf, ProgrammeView? Programme, IReadOnlyList<DateOnly> Dates, IReadOnlyList<DeliveryLine> Lines, DeliveryCount Deliveries,
    IReadOnlyList<DeliveryCount> BySite, IReadOnlyList<DeliveryCount> ByLaboratory, IReadOnlyList<DeliveryCount> ByWave, Spread TransportMinutes, Spread UnloadSeconds, Spread GateSeconds,
    IReadOnlyList<UnloadLine> SlowUnloads, Foretold Foretold, IncidentCount Incidents, IReadOnlyList<IncidentCount> ByCause, BoxFigures Boxes, FleetFigures Fleet, bool LedgerBalanced)
{
    /// <summary>What an unload should take at most, seconds.</summary>
    public const double UnloadTarget = 60;

    public IEnumerable<DeliveryLine> Late => Lines.Where(l => l.WithinTarget == false).OrderBy(l => l.MinutesToTarget ?? double.NegativeInfinity);

    /// <summary>The days that anything is delivered on, the oldest first.</summary>
    public static IReadOnlyList<DateOnly> DatesOf(ViewCache views) => [.. views.All<DeliveryView>().Select(d => d.Id.Date).Distinct().Order()];

    public static ReportFigures Of(ViewCache views, ProgrammeView? programme, ZonedTimes times, Instant now, DateOnly? date)
    {
        var dates = DatesOf(views);
        // With one day there is nothing to choose from: what has no date of its own belongs to it.
        var all = date is null || dates.Count <= 1;
        bool Counts(Instant at) => all || times.Date(at) == date;
        DeliveryLine[] lines = [.. DeliveryLine.Of(views).Where(l => date is null || l.Id.Date == date)];
        UnloadLine[] unloads = [.. UnloadLine.Of(views).Where(u => Counts(u.From))];
        IncidentView[] incidents = [.. views.All<IncidentView>().Where(i => Counts(i.Raised))];
        return new ReportFigures(
            date, times.Zone, now, programme, dates, lines, DeliveryCount.Of("", lines),
            DeliveryCount.By(lines, l => l.Id.Site.Value), DeliveryCount.By(lines, l => l.Laboratory?.Value ?? "-"), DeliveryCount.By(lines, l => $"{l.Id.Session}"),
            Spread.Of(lines.Where(l => l.TransportMinutes is not null).Select(l => (l.Laboratory, l.UnloadedAt!.Value, l.TransportMinutes!.Value)), times),
            Spread.Of(unloads.Select(u => (u.Laboratory, u.From, u.Seconds)), times),
            Spread.Of(unloads.Where(u => u.GateSeconds is not null).Select(u => (u.Laboratory, u.From, u.GateSeconds!.Value)), times),
            [.. unloads.Where(u => u.Seconds > UnloadTarget).OrderByDescending(u => u.Seconds)], Foretold.Of(lines, incidents), IncidentCount.Of("", incidents), IncidentCount.By(incidents),
            BoxFigures.Of(views.All<BoxView>(), c => all || (DayOf(c) is { } at && Counts(at))), FleetFigures.Of(views, date, Counts), LedgerBook.Of(views).Balanced);
    }

    /// <summary>A cycle belongs to the day of its sealing, else of its first holder; one that never left the shelf belongs to none.</summary>
    static Instant? DayOf(CycleView cycle) => cycle.SealedAt ?? (cycle.Spans is [{ Since.Microseconds: > 0 } first, ..] ? first.Since : null);
}
