using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>Everything the control room shows at one moment, computed once for all who look.</summary>
/// <param name="Now">The programme's clock when it was made.</param>
public sealed record RoomPicture(
    Instant Now, ZonedTimes Times, bool Simulated, Wave? Wave, LedgerSummary Ledger, IncidentList Incidents, FleetCounts Fleet, CentreCounts Centres,
    IReadOnlyList<SiteMark> Sites, IReadOnlyList<SilentVehicle> Silent)
{
    public static RoomPicture Of(ViewCache views, ProgrammeView? programme, ZonedTimes times, IReadOnlyDictionary<string, VehicleFix> fixes,
        IReadOnlyList<VehicleMark> marks, Instant now, int tightMinutes)
    {
        var sites = views.All<SiteView>();
        var vehicles = views.All<VehicleView>();
        var (byId, deliveries) = (sites.ToDictionary(s => s.Id.Value), views.All<DeliveryView>());
        var forecaster = new Forecaster(byId, vehicles.ToDictionary(v => v.Id.Value), fixes.ToDictionary(f => f.Key, f => f.Value.Standing), deliveries, now);
        var maker = new RowMaker(forecaster, byId, tightMinutes);
        var rows = Wave.Shown(deliveries.Where(RowMaker.HasRow), times.Date(now)).Select(d => maker.Of(d, now)).OfType<DeliveryRow>().ToArray();
        var wave = Wave.Of(rows, times.Date(now));
        return new RoomPicture(
            now, times, programme?.Simulated ?? false, wave, LedgerSummary.Of(views, now), IncidentList.Of(views.All<IncidentView>(), programme?.Duty ?? [], times.Date(now), times),
            FleetCounts.Of(vehicles, marks), CentreCounts.Of(wave), SiteMark.Of(sites, wave, marks), SilentVehicle.Of(vehicles, fixes));
    }
}
