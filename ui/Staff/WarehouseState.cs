using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui.Api;

namespace SpecimenLogistics.Ui.Staff;

/// <summary>All that a warehouse's page shows, as the system believes it at <see cref="Now"/>.</summary>
/// <param name="Boxes">Those here, whatever their state, and those that are coming back empty; at most <see cref="MostBoxes"/>, those that somebody must do something with first.</param>
/// <param name="Loads">The next supplies that are planned to leave.</param>
/// <param name="Short">Centres that run out before anything comes, those first that run out first; at most <see cref="MostShort"/> of <paramref name="ShortInAll"/>.</param>
/// <param name="Lots">Kits by lot as they came to centres. What lies in a warehouse nobody scans: it is not known.</param>
sealed record WarehouseState(
    Instant Now, string Zone, StaffSite Site, FleetCount Fleet, IReadOnlyList<ShelfBox> Boxes, int BoxesInAll, IReadOnlyList<WarehouseLoad> Loads,
    IReadOnlyList<ShortCentre> Short, int ShortInAll, IReadOnlyList<KitLot> Lots)
{
    public const int MostBoxes = 2_000;
    public const int MostShort = 12;
    const int MostLoads = 12, MostLots = 100;

    public static WarehouseState? Of(ViewCache views, IReadOnlyList<LotBody> lots, SiteId id, string zone, Instant now)
    {
        if (views.One<SiteView>(id.Value) is not { Role: SiteRole.Warehouse } site) return null;
        var here = Party.Warehouse(id);
        var (boxes, sites, vehicles) = (views.All<BoxView>(), views.All<SiteView>(), views.All<VehicleView>());
        var shown = boxes.Where(b => b.Holder == here || b.Place == BoxPlace.Returning || (b.Place == BoxPlace.WithCarrier && b.Packed == 0)).ToList();
        var low = new SupplyDesk(sites, vehicles, now).Lines().Where(l => l.Low).ToList();
        return new WarehouseState(
            now, zone, StaffSite.Of(site), FleetCount.Of(boxes, here),
            [.. shown.OrderBy(b => b.Place == BoxPlace.WarehouseClean).ThenBy(b => b.Id.Value, StringComparer.Ordinal).Take(MostBoxes).Select(ShelfBox.Of)], shown.Count,
            [.. WarehouseLoad.Of(vehicles, now).Take(MostLoads)],
            [.. low.Take(MostShort).Select(l => ShortCentre.Of(l, views.One<SiteView>(l.Site.Value)!))], low.Count,
            [.. lots.Take(MostLots).Select(l => new KitLot(l.Lot, l.Expiry, l.Expired, l.Arrived, l.Left, l.Sites.Count))]);
    }
}

/// <summary>The whole fleet by who has it: the parts add up to <paramref name="All"/>.</summary>
/// <param name="Elsewhere">In other warehouses.</param>
/// <param name="UnaccountedSince">When the oldest of them was last scanned; null when none is unaccounted for.</param>
sealed record FleetCount(
    int Clean, int Dirty, int Disinfecting, int Faulty, int Centres, int Carriers, int Laboratories, int Held, int Unaccounted, int WrittenOff, int Elsewhere, int All, Instant? UnaccountedSince)
{
    public static FleetCount Of(IReadOnlyList<BoxView> boxes, Party here)
    {
        var mine = boxes.Where(b => b.Holder == here).ToLookup(b => b.Place);
        var places = boxes.ToLookup(b => b.Place);
        int Of(params BoxPlace[] of) => of.Sum(p => places[p].Count());
        int Here(BoxPlace of) => mine[of].Count();
        BoxPlace[] shelves = [BoxPlace.WarehouseClean, BoxPlace.WarehouseDirty, BoxPlace.WarehouseDisinfecting, BoxPlace.WarehouseFaulty];
        return new FleetCount(
            Here(BoxPlace.WarehouseClean), Here(BoxPlace.WarehouseDirty), Here(BoxPlace.WarehouseDisinfecting), Here(BoxPlace.WarehouseFaulty),
            Of(BoxPlace.CentreEmpty, BoxPlace.CentrePacking, BoxPlace.CentreSealed), Of(BoxPlace.WithCarrier, BoxPlace.Returning), Of(BoxPlace.AtDock, BoxPlace.Received, BoxPlace.Emptied),
            Of(BoxPlace.Held), Of(BoxPlace.Unaccounted), Of(BoxPlace.WrittenOff), Of(shelves) - shelves.Sum(Here), boxes.Count,
            places[BoxPlace.Unaccounted].Min(b => b.Since));
    }
}

/// <param name="Issued">A new cycle has begun and nobody has taken it out yet: no longer on the shelf for others.</param>
/// <param name="Laboratory">Where its tubes were read in this cycle.</param>
sealed record ShelfBox(BoxId Id, int Cycle, BoxPlace Place, Party? Holder, Instant? Since, bool Issued, SiteId? Laboratory, string? Fault)
{
    public static ShelfBox Of(BoxView box)
    {
        var cycle = box.Cycles.Count > 0 ? box.Cycles[^1] : null;
        var issued = box.Place == BoxPlace.WarehouseClean && cycle is { Cycle: > 1, Spans.Count: 1 };
        return new ShelfBox(box.Id, cycle?.Cycle ?? 1, box.Place, box.Holder, box.Since, issued, cycle?.Laboratory is { } lab ? Code.Parse<SiteId>(lab.Id) : null, box.Fault);
    }
}

/// <param name="At">When it is planned to be at the centre.</param>
sealed record WarehouseLoad(VehicleId Vehicle, SiteId Centre, Instant At, int? Boxes, int? Kits)
{
    /// <summary>What was planned for earlier may still be loading.</summary>
    static readonly TimeSpan Late = TimeSpan.FromMinutes(45), Ahead = TimeSpan.FromHours(8);

    public static IEnumerable<WarehouseLoad> Of(IReadOnlyList<VehicleView> vehicles, Instant now) =>
        from vehicle in vehicles
        from trip in vehicle.Trips
        where trip.Kind == TripKind.Supply
        from stop in trip.Stops
        where stop.Purpose == StopPurpose.Supply && stop.At > now - Late && stop.At < now + Ahead && !vehicle.Visits.Any(v => v.Site == stop.Site && v.From > stop.At - Late)
        orderby stop.At, vehicle.Id.Value, stop.Site.Value
        select new WarehouseLoad(vehicle.Id, stop.Site, stop.At, trip.Supplies?.Boxes, trip.Supplies?.Kits);
}

/// <param name="KitHours">Open hours that its kits last at today's pace, as of its newest sealing; null when unknown.</param>
/// <param name="OutAt">When the first of kits and boxes is used up.</param>
/// <param name="Send">What to order so that it lasts: the dispatcher's to order. null when no vehicle is free.</param>
sealed record ShortCentre(
    SiteId Site, string NameEn, string NameZh, int Kits, int Boxes, double? TubesPerHour, double? KitHours, double? BoxHours, Instant? OutAt, Instant? NextAt, VehicleId? NextBy, ProposedSupply? Send)
{
    public static ShortCentre Of(SupplyLine line, SiteView site)
    {
        var (stock, send) = (line.Stock, line.Proposal);
        var outs = new[] { stock.KitsOutAt, stock.BoxesOutAt }.OfType<Instant>().ToList();
        return new ShortCentre(
            line.Site, site.NameEn, site.NameZh, stock.Kits, stock.Boxes, stock.TubesPerHour, stock.KitHours, stock.BoxHours, outs.Count > 0 ? outs.Min() : null, line.Next?.At, line.Next?.Vehicle,
            send is null ? null : new ProposedSupply(send.Kits, send.Boxes, send.Vehicle));
    }
}

sealed record ProposedSupply(int Kits, int Boxes, VehicleId Vehicle);

/// <param name="Left">At most so many are still anywhere.</param>
sealed record KitLot(LotId Lot, DateOnly? Expiry, bool Expired, int Arrived, int Left, int Sites);

/// <summary>A centre that boxes may be issued for.</summary>
sealed record CentreName(SiteId Id, string NameEn, string NameZh);
