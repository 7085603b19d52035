using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Staff;

/// <summary>All that a laboratory's dock page shows, as the system believes it at <see cref="Now"/>.</summary>
/// <param name="Arrivals">Vehicles with boxes for this laboratory, those here first, then as they are expected.</param>
/// <param name="Boxes">On the way here, or with the laboratory and not emptied.</param>
sealed record LabState(Instant Now, string Zone, StaffSite Site, IReadOnlyList<LabDock> Docks, IReadOnlyList<LabArrival> Arrivals, IReadOnlyList<LabBox> Boxes)
{
    public static LabState? Of(ViewCache views, Forecaster forecaster, SiteId id, string zone, Instant now)
    {
        if (views.One<SiteView>(id.Value) is not { Role: SiteRole.Laboratory } site) return null;
        var here = Party.Laboratory(id);
        var boxes = views.All<BoxView>().Where(b => (b.BoundFor == id && b.Place == BoxPlace.WithCarrier) || (b.Holder == here && b.Place is BoxPlace.AtDock or BoxPlace.Received or BoxPlace.Held)).ToList();
        return new LabState(
            now, zone, StaffSite.Of(site), [.. site.Docks.Select(d => LabDock.Of(d, views.One<DockView>(d.Value)))], LabArrival.Of(views, forecaster, site, boxes),
            [.. boxes.OrderBy(b => b.Id.Value, StringComparer.Ordinal).Select(LabBox.Of)]);
    }
}

/// <param name="Last">The newest unload here; null before the first.</param>
sealed record LabDock(DockId Id, UnloadView? Last)
{
    public static LabDock Of(DockId id, DockView? view) => new(id, view is { Unloads.Count: > 0 } ? view.Unloads[^1] : null);
}

/// <param name="At">When it is expected here, as likely sooner as later; null when nobody can say.</param>
/// <param name="Here">Since when it has been seen here; null while it has not.</param>
/// <param name="FirstDue">By when the first of its boxes must be unloaded.</param>
sealed record LabArrival(Party Carrier, Instant? At, Instant? Here, Instant? SilentSince, IReadOnlyList<SiteId> Centres, int Boxes, int Tubes, Instant? FirstDue)
{
    public static IReadOnlyList<LabArrival> Of(ViewCache views, Forecaster forecaster, SiteView site, IReadOnlyList<BoxView> boxes)
    {
        var deliveries = views.All<DeliveryView>().Where(d => d.Laboratory == site.Id && d is { CollectedAt: not null, UnloadedAt: null, Carrier: not null }).ToLookup(d => d.Carrier!.Value);
        var arrivals = boxes.Where(b => b is { Place: BoxPlace.WithCarrier, Holder.IsCarrier: true }).GroupBy(b => b.Holder!.Value).Select(load =>
        {
            var vehicle = load.Key.Kind == PartyKind.Vehicle ? views.One<VehicleView>(load.Key.Id) : null;
            var mine = deliveries[load.Key].ToList();
            var stay = vehicle is { Visits.Count: > 0 } && vehicle.Visits[^1].Site == site.Id ? vehicle.Visits[^1] : null;
            return new LabArrival(
                load.Key, mine.Select(d => forecaster.Of(d).Eta).Max(), stay?.From, vehicle?.SilentSince,
                [.. load.Select(b => b.Centre).OfType<Party>().Select(c => Code.Parse<SiteId>(c.Id)).Distinct().OrderBy(c => c.Value, StringComparer.Ordinal)],
                load.Count(), load.Sum(b => b.Packed), mine.Count == 0 ? null : mine.Min(d => d.TargetAt));
        });
        return [.. arrivals.OrderBy(a => a.Here ?? Instant.Max).ThenBy(a => a.At ?? Instant.Max).ThenBy(a => a.Carrier.Value, StringComparer.Ordinal)];
    }
}

sealed record LabBox(
    BoxId Id, int Cycle, BoxPlace Place, Party? Holder, SealNumber? Seal, SealState SealState, Party? Centre, int Packed, SiteId? BoundFor, HoldReason? Hold, Instant? UnloadedAt, Instant? ReceivedAt,
    IReadOnlyList<Discrepancy> Discrepancies)
{
    public static LabBox Of(BoxView box)
    {
        var cycle = box.Cycles.Count > 0 ? box.Cycles[^1] : null;
        return new LabBox(
            box.Id, cycle?.Cycle ?? 1, box.Place, box.Holder, box.Seal, box.SealState, box.Centre, box.Packed, box.BoundFor, box.Hold, cycle?.UnloadedAt, cycle?.ReceivedAt, box.Discrepancies);
    }
}
