using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Staff;

/// <summary>All that a centre's page shows, as the system believes it at <see cref="Now"/>.</summary>
/// <param name="Capacity">Tubes that fill a box.</param>
/// <param name="Session">The one that is open or opens next; the last one when all are closed.</param>
/// <param name="Empties">On a vehicle that has them for this centre, not scanned here yet.</param>
sealed record CentreState(
    Instant Now, string Zone, StaffSite Site, int Capacity, CentreSession? Session, CentreVehicle? Vehicle, IReadOnlyList<CentreBox> Boxes, IReadOnlyList<CentreBox> Empties, CentreStock? Stock)
{
    public static CentreState? Of(ViewCache views, SiteId id, string zone, int capacity, Instant now)
    {
        if (views.One<SiteView>(id.Value) is not { Role: SiteRole.Centre } site) return null;
        var here = Party.Centre(id);
        var boxes = views.All<BoxView>();
        var vehicles = views.All<VehicleView>();
        return new CentreState(
            now, zone, StaffSite.Of(site), capacity, CentreSession.Of(site, now), CentreVehicle.Of(vehicles, id, now),
            [.. boxes.Where(b => b.Holder == here).OrderBy(b => b.Id.Value, StringComparer.Ordinal).Select(CentreBox.Of)],
            [.. EmptiesFor(id, vehicles, boxes, now)],
            site.Stock is { } stock ? new CentreStock(stock.Kits, stock.Boxes, stock.KitHours, stock.BoxHours, stock.Low) : null);
    }

    /// <summary>Empty boxes aboard a vehicle whose trip supplies this centre about now.</summary>
    static IEnumerable<CentreBox> EmptiesFor(SiteId id, IReadOnlyList<VehicleView> vehicles, IReadOnlyList<BoxView> boxes, Instant now)
    {
        var supplying = vehicles.Where(v => v.Trips.Any(t => t.Stops.Any(s => s.Site == id && s.Purpose == StopPurpose.Supply && (s.At - now).Duration() < TimeSpan.FromHours(1))));
        var aboard = supplying.SelectMany(v => v.Aboard.Where(b => b.Packed == 0).Select(b => b.Box)).ToHashSet();
        return boxes.Where(b => aboard.Contains(b.Id)).OrderBy(b => b.Id.Value, StringComparer.Ordinal).Select(CentreBox.Of);
    }
}

sealed record StaffSite(SiteId Id, string NameEn, string NameZh, SiteId? Laboratory, int? TargetMinutes, IReadOnlyList<DockId> Docks)
{
    public static StaffSite Of(SiteView site) => new(site.Id, site.NameEn, site.NameZh, site.Laboratory, site.TargetMinutes, site.Docks);
}

sealed record CentreSession(DeliveryId Delivery, Instant Opens, Instant PlannedClosure, Instant? DeclaredClosure, bool Suspended)
{
    public static CentreSession? Of(SiteView site, Instant now)
    {
        var open = site.Sessions.Where(s => s.DeclaredClosure is null && !s.Suspended).OrderBy(s => s.Opens).FirstOrDefault();
        var shown = open ?? site.Sessions.Where(s => s.Opens <= now).MaxBy(s => s.Opens) ?? site.Sessions.MinBy(s => s.Opens);
        return shown is null ? null : new CentreSession(shown.Delivery, shown.Opens, shown.PlannedClosure, shown.DeclaredClosure, shown.Suspended);
    }
}

/// <param name="At">When it is planned to be at the centre's door.</param>
/// <param name="Here">Since when it has been seen at the centre; null while it has not.</param>
sealed record CentreVehicle(VehicleId Id, Instant At, Instant? Here, Instant? SilentSince)
{
    /// <summary>The next one that collects here; one that is here, or overdue by less than two hours, before those to come.</summary>
    public static CentreVehicle? Of(IReadOnlyList<VehicleView> vehicles, SiteId site, Instant now)
    {
        var calls = from vehicle in vehicles
                    from trip in vehicle.Trips
                    from stop in trip.Stops
                    where stop.Site == site && stop.Purpose == StopPurpose.Collect && stop.At > now - TimeSpan.FromHours(2)
                    let stay = vehicle.Visits.LastOrDefault(v => v.Site == site && v.From > stop.At - TimeSpan.FromHours(1))
                    // Who came and left again has collected.
                    where stay is null || stay == vehicle.Visits[^1]
                    orderby stop.At, vehicle.Id.Value
                    select new CentreVehicle(vehicle.Id, stop.At, stay?.From, vehicle.SilentSince);
        return calls.FirstOrDefault();
    }
}

/// <param name="Tubes">What its serials come to: another text, other serials.</param>
sealed record CentreBox(BoxId Id, int Cycle, BoxPlace Place, Party? Holder, SealNumber? Seal, string? MechanicalSeal, int Packed, string? Tubes, Instant? SealedAt, Instant? HalfSince, HoldReason? Hold, IReadOnlyList<Discrepancy> Discrepancies)
{
    public static CentreBox Of(BoxView box)
    {
        var cycle = box.Cycles.Count > 0 ? box.Cycles[^1] : null;
        return new CentreBox(box.Id, cycle?.Cycle ?? 1, box.Place, box.Holder, box.Seal, cycle?.MechanicalSeal, box.Packed, cycle?.Tubes, cycle?.SealedAt, box.HalfSince, box.Hold, box.Discrepancies);
    }
}

sealed record CentreStock(int Kits, int Boxes, double? KitHours, double? BoxHours, bool Low);
