using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Handover;

/// <summary>What the next shift must know, as it is believed at one moment.</summary>
/// <param name="OnTheRoad">Collected and not unloaded; the least margin first.</param>
/// <param name="Intake">Laboratories that take less than what comes.</param>
public sealed record ShiftPicture(
    Instant Now, IReadOnlyList<IncidentView> Incidents, IReadOnlyList<DeliveryRow> OnTheRoad, IReadOnlyList<WaitingBox> Held, IReadOnlyList<WaitingBox> Unaccounted,
    IReadOnlyList<SessionView> Suspended, IReadOnlyList<SiteView> Intake)
{
    /// <summary>Of each list on the page; what is more is counted.</summary>
    public const int MostRows = 60;

    /// <summary>Of loads, which are many on any evening, those with the least margin.</summary>
    public const int MostLoads = 25;

    /// <param name="fixes">Vehicles' newest places.</param>
    public static ShiftPicture Of(ViewCache views, IReadOnlyDictionary<string, VehicleFix> fixes, ZonedTimes times, int tightMinutes, Instant now)
    {
        var sites = views.All<SiteView>().ToDictionary(s => s.Id.Value);
        var deliveries = views.All<DeliveryView>();
        var forecaster = new Forecaster(sites, views.All<VehicleView>().ToDictionary(v => v.Id.Value), fixes.ToDictionary(f => f.Key, f => f.Value.Standing), deliveries, now);
        var maker = new RowMaker(forecaster, sites, tightMinutes);
        var open = views.All<IncidentView>().Where(i => i.Status is IncidentStatus.Open or IncidentStatus.Acknowledged)
            .OrderByDescending(i => i.Severity).ThenBy(i => i.Raised).ThenBy(i => i.Id, StringComparer.Ordinal).ToList();
        var ordered = sites.Values.OrderBy(s => s.Id.Value, StringComparer.Ordinal).ToList();
        return new ShiftPicture(
            now, open,
            [.. deliveries.Where(d => d is { CollectedAt: not null, UnloadedAt: null }).Select(d => maker.Of(d, now)).OfType<DeliveryRow>().OrderBy(r => r.MarginLow).ThenBy(r => r.Id.Value, StringComparer.Ordinal)],
            WaitingBox.Of(views, BoxPlace.Held, open), WaitingBox.Of(views, BoxPlace.Unaccounted, open),
            [.. ordered.SelectMany(s => s.Sessions).Where(s => s.Suspended && times.Date(s.PlannedClosure) >= times.Date(now)).OrderBy(s => s.Opens)],
            [.. ordered.Where(s => s.Intake is { State: not IntakeState.Open } intake && IntakeTerm.Holds(intake.Until, now))]);
    }

    /// <summary>As it is written down when it is signed.</summary>
    public IReadOnlyList<LeftOpen> Open =>
    [
        Left(ShiftMatter.Incidents, Incidents.Select(i => i.Id)), Left(ShiftMatter.OnTheRoad, OnTheRoad.Select(r => r.Id.Value)), Left(ShiftMatter.Held, Held.Select(b => b.Box.Id.Value)),
        Left(ShiftMatter.Unaccounted, Unaccounted.Select(b => b.Box.Id.Value)), Left(ShiftMatter.Suspended, Suspended.Select(s => s.Delivery.Value)), Left(ShiftMatter.Intake, Intake.Select(s => s.Id.Value)),
    ];

    /// <summary>What nobody may sign for unseen. Loads come and go by the minute, and stand on the board.</summary>
    public IEnumerable<string> ToBeSeen => Incidents.Take(MostRows).Select(i => i.Id).Concat(Held.Take(MostRows).Concat(Unaccounted.Take(MostRows)).Select(b => b.Box.Id.Value));

    static LeftOpen Left(ShiftMatter matter, IEnumerable<string> ids)
    {
        var all = ids.ToList();
        return new LeftOpen(matter, all.Count, [.. all.Take(LeftOpen.MostIds)]);
    }
}

/// <summary>A box that waits for somebody.</summary>
/// <param name="Owner">Who has the incident about it in hand; null for nobody.</param>
public sealed record WaitingBox(BoxView Box, StaffId? Owner)
{
    public static IReadOnlyList<WaitingBox> Of(ViewCache views, BoxPlace place, IReadOnlyList<IncidentView> open) =>
        [.. views.All<BoxView>().Where(b => b.Place == place).OrderBy(b => b.Since ?? Instant.Min).ThenBy(b => b.Id.Value, StringComparer.Ordinal)
            .Select(b => new WaitingBox(b, open.Where(i => i.About == Subject.Of(b.Id)).Select(i => i.Owner).FirstOrDefault(o => o is not null)))];
}
