using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

public enum SiteShape { NotClosed, Awaiting, Collected, Laboratory, Warehouse }

/// <summary>A site on the map.</summary>
/// <param name="Row">The wave's delivery of a centre; null for others.</param>
/// <param name="Gate">Vehicles that came and are not being unloaded.</param>
/// <param name="Busy">Docks where a vehicle is being unloaded.</param>
/// <param name="Standing">Vehicles standing here.</param>
public sealed record SiteMark(SiteView Site, SiteShape Shape, DeliveryRow? Row, int Gate, int Busy, int Standing)
{
    public static IReadOnlyList<SiteMark> Of(IReadOnlyList<SiteView> sites, Wave? wave, IReadOnlyList<VehicleMark> marks)
    {
        // Of a centre with one behind and one in the wave, the one behind is drawn: it is worse.
        var rows = (wave?.Behind ?? []).Concat(wave?.Rows ?? []).GroupBy(r => r.Id.Site.Value).ToDictionary(g => g.Key, g => g.First());
        var carriers = rows.Values.Where(r => r.Carrier is not null && r.Laboratory is not null).ToLookup(r => r.Laboratory!.Value.Value);
        var standing = marks.Where(m => m.AtHub).ToArray();
        return [.. sites.OrderBy(s => s.Id.Value, StringComparer.Ordinal).Select(site => site.Role == SiteRole.Centre
            ? Centre(site, rows.GetValueOrDefault(site.Id.Value))
            : Hub(site, carriers[site.Id.Value], standing))];
    }

    static SiteMark Centre(SiteView site, DeliveryRow? row) => new(site, row?.Phase switch
    {
        null or Phase.NotClosed => SiteShape.NotClosed,
        Phase.Awaiting => SiteShape.Awaiting,
        _ => SiteShape.Collected,
    }, row, 0, 0, 0);

    static SiteMark Hub(SiteView site, IEnumerable<DeliveryRow> carried, IReadOnlyList<VehicleMark> standing)
    {
        var at = carried.ToLookup(r => r.Phase, r => r.Carrier!.Value);
        var busy = at[Phase.AtDock].Distinct().ToArray();
        var here = standing.Count(m => VehicleMark.Within(site, new GeoPoint(m.Lat / VehicleMark.Grid, m.Lon / VehicleMark.Grid)));
        return new SiteMark(site, site.Role == SiteRole.Laboratory ? SiteShape.Laboratory : SiteShape.Warehouse, null, at[Phase.AtGate].Distinct().Except(busy).Count(), busy.Length, here);
    }
}
