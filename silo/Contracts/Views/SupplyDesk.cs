using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Contracts;

/// <summary>A centre's stock and hours of cover, as of the newest sealing.</summary>
/// <param name="Boxes">Clean ones, and the one that is being packed.</param>
/// <param name="TubesPerHour">null before the first box of the day is sealed: cover is then unknown.</param>
/// <param name="Low">The alarm stands.</param>
public sealed record StockView(
    int Kits, int Boxes, double? TubesPerHour, int? TubesPerBox, Instant? AsOf, double? KitHours, double? BoxHours, Instant? KitsOutAt, Instant? BoxesOutAt, bool Low);

public sealed record PlannedSupply(TripId Trip, VehicleId Vehicle, Instant At);

/// <param name="Next">The next supply that is planned; null when none is.</param>
/// <param name="Proposal">What to order so that it lasts; null where it lasts, or nobody is free to bring it.</param>
public sealed record SupplyLine(SiteId Site, StockView Stock, PlannedSupply? Next, bool Low, OrderSupply? Proposal, string Why);

/// <summary>Who runs out before something comes, and who could bring it: the same from every reader's views.</summary>
public sealed class SupplyDesk(IEnumerable<SiteView> sites, IReadOnlyCollection<VehicleView> vehicles, Instant now)
{
    /// <summary>A vehicle that is to start again so soon is not free to go out and come back.</summary>
    static readonly TimeSpan RoundTrip = TimeSpan.FromMinutes(100);

    /// <summary>From an order to the centre's door: to the warehouse, loading, the road.</summary>
    static readonly TimeSpan Fetched = TimeSpan.FromMinutes(60);

    /// <summary>What is behind its time for longer has come, or will not.</summary>
    static readonly TimeSpan Overdue = TimeSpan.FromMinutes(45);

    /// <summary>How a trip that is proposed here begins its name; then the centre's, and a number.</summary>
    const string Named = "TS-";

    readonly List<SiteView> centres = [.. sites.Where(s => s.Role == SiteRole.Centre).OrderBy(s => s.Id.Value, StringComparer.Ordinal)];
    readonly HashSet<VehicleId> sent = [];
    ILookup<SiteId, (PlannedSupply Supply, bool Ordered)>? coming;
    List<VehicleId>? free;
    List<TripId>? proposed;

    /// <summary>Every centre, those first that run out first.</summary>
    public IReadOnlyList<SupplyLine> Lines() => [.. centres.Select(c => (Centre: c, Cover: CoverOf(c)))
        .OrderBy(c => c.Cover?.OutAt ?? Instant.Max).ThenBy(c => c.Centre.Id.Value, StringComparer.Ordinal).Select(c => Of(c.Centre, c.Cover))];

    /// <summary>null while nobody knows how fast the centre uses what it has.</summary>
    public static Cover? CoverOf(SiteView centre) => centre.Stock is { TubesPerHour: { } perHour, TubesPerBox: { } perBox, AsOf: { } asOf } stock
        ? Cover.Of(stock.Kits, stock.Boxes, new StockRate(perHour, perBox, asOf), [.. centre.Sessions.Where(s => s.DeclaredClosure is null).Select(s => new OpenHours(s.Opens, s.PlannedClosure))])
        : null;

    public PlannedSupply? Next(SiteId centre) => Coming(centre).Select(c => c.Supply).OrderBy(s => s.At).ThenBy(s => s.Trip.Value, StringComparer.Ordinal).FirstOrDefault();

    /// <summary>Somebody has been sent: what is wanted was asked for, though it may come too late.</summary>
    public bool IsOrdered(SiteId centre) => Coming(centre).Any(c => c.Ordered);

    /// <summary>Centres whose alarm stands, and what they need to last to the end of the day.</summary>
    public IEnumerable<StockLow> Low() => centres.Where(c => c.Stock is { Low: true }).Select(c => (c.Id, Cover: CoverOf(c)))
        .Where(c => c.Cover is { OrderBoxes: > 0 } or { OrderKits: > 0 }).Select(c => new StockLow(c.Id, c.Cover!.OrderBoxes, c.Cover.OrderKits));

    IEnumerable<(PlannedSupply Supply, bool Ordered)> Coming(SiteId centre) => (coming ??= AllComing().ToLookup(c => c.Centre, c => (c.Supply, c.Ordered)))[centre];

    /// <summary>Gone through once for all centres: there are some hundred vehicles, and as many centres ask.</summary>
    IEnumerable<(SiteId Centre, PlannedSupply Supply, bool Ordered)> AllComing() =>
        from vehicle in vehicles
        from trip in vehicle.Trips
        where trip.Kind == TripKind.Supply
        let ordered = trip.Supplies is not null
        from stop in trip.Stops
        where stop.Purpose == StopPurpose.Supply && (ordered ? IsUnderWay(vehicle, stop) : IsToCome(vehicle, stop))
        select (stop.Site, new PlannedSupply(trip.Trip, vehicle.Id, ordered ? stop.At + Fetched : stop.At), ordered);

    bool IsToCome(VehicleView vehicle, PlannedStop stop) => stop.At > now || (stop.At > now - Overdue && vehicle.Aboard.Any(b => b.Packed == 0));

    /// <summary>What is ordered stands in the plan under the moment of the order; it is brought when its vehicle has been there since.</summary>
    bool IsUnderWay(VehicleView vehicle, PlannedStop stop) => stop.At > now - Fetched - Overdue && !vehicle.Visits.Since(stop.At).Any(v => v.Site == stop.Site && v.From > stop.At);

    SupplyLine Of(SiteView centre, Cover? cover)
    {
        var (next, stock) = (Next(centre.Id), centre.Stock ?? new StockView(centre.Kits, 0, null, null, null, null, null, null, null, false));
        var low = cover is not null && StockRule.IsLow(cover, next?.At);
        var order = low ? Order(centre, cover!) : null;
        return new SupplyLine(centre.Id, stock, next, low, order, Why(cover, next, low, order));
    }

    OrderSupply? Order(SiteView centre, Cover cover)
    {
        free ??= [.. vehicles.Where(IsFree).Select(v => v.Id).OrderBy(v => v.Value, StringComparer.Ordinal)];
        if (free.FindIndex(v => !sent.Contains(v)) is var next && next < 0) return null;
        sent.Add(free[next]);
        proposed ??= [.. vehicles.SelectMany(v => v.Trips).Select(t => t.Trip).Where(t => t.Value.StartsWith(Named, StringComparison.Ordinal))];
        var number = 1 + proposed.Count(t => t.Value.StartsWith($"{Named}{centre.Id}-", StringComparison.Ordinal));
        return new OrderSupply(centre.Id, cover.OrderBoxes, cover.OrderKits, Code.Parse<TripId>($"{Named}{centre.Id}-{number}"), free[next]);
    }

    bool IsFree(VehicleView vehicle) => vehicle.SilentSince is null && vehicle.Aboard.Count == 0
        && vehicle.Trips.All(t => t.Stops.Count == 0 || t.Stops[^1].At < now || t.Stops[0].At > now + RoundTrip);

    static string Why(Cover? cover, PlannedSupply? next, bool low, OrderSupply? order) =>
        cover is null ? "no box was sealed today: how fast kits and boxes go is unknown"
        : cover.OutAt is not { } at ? "lasts to the end of the day"
        : !low ? next is null ? "runs out in the day's last minutes" : $"{next.Trip} comes before it runs out"
        : $"out of {(cover.KitsOutAt == at ? "kits" : "boxes")} at {at}, and nothing planned comes in time{(order is null ? "; no vehicle is free" : "")}";
}
