using System.Collections.Immutable;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Tests.Unit.Domain.Dispatch;

/// <summary>A small evening by hand: two laboratories ten kilometres apart, closure at 20:00, target 21:30 local time.</summary>
static class Evening
{
    public static readonly Instant Closure = Instant.From(new DateTimeOffset(2020, 9, 6, 12, 0, 0, TimeSpan.Zero));
    public static readonly SiteId Lab1 = Code.Parse<SiteId>("LAB1"), Lab2 = Code.Parse<SiteId>("LAB2"), Home = Code.Parse<SiteId>("WH1");

    static readonly Dictionary<SiteId, GeoPoint> Places = new()
    {
        [Lab1] = new(22.30, 114.15), [Lab2] = new(22.30, 114.25), [Home] = new(22.35, 114.20),
        [Site("CW01")] = new(22.28, 114.15), [Site("CW02")] = new(22.285, 114.155), [Site("KT01")] = new(22.31, 114.24),
    };

    public static SiteId Site(string id) => Code.Parse<SiteId>(id);
    public static VehicleId Vehicle(string id) => Code.Parse<VehicleId>(id);
    public static TripId Trip(string id) => Code.Parse<TripId>(id);
    public static DeliveryId Delivery(string site) => new(new DateOnly(2020, 9, 6), Site(site), 2);
    public static BoxId Box(string site) => Code.Parse<BoxId>($"BX-{site}");
    public static GeoPoint At(string site) => Places[Site(site)];
    public static GeoPoint Between(string one, string other) => new((At(one).LatDeg + At(other).LatDeg) / 2, (At(one).LonDeg + At(other).LonDeg) / 2);

    /// <summary>Minutes after closure.</summary>
    public static Situation After(double minutes, params VehicleNow[] vehicles)
    {
        var now = Closure + TimeSpan.FromMinutes(minutes);
        var loads = Places.Keys.Where(s => s != Lab1 && s != Lab2 && s != Home).Select(site =>
        {
            var id = Delivery(site.Value);
            var taken = vehicles.Any(v => v.Aboard.Any(b => b.Delivery == id));
            return new Load(id, Places[site], site.Value == "KT01" ? Lab2 : Lab1, Closure + TimeSpan.FromMinutes(90), Closure + TimeSpan.FromMinutes(13), !taken) { Boxes = 1 };
        }).Where(l => !l.Waiting || vehicles.Any(v => v.Errands.Any(e => e.Calls.Any(c => c.Delivery == l.Id)))).ToDictionary(l => l.Id);
        return new Situation(now)
        {
            Vehicles = vehicles.ToImmutableSortedDictionary(v => v.Id.Value, v => v, StringComparer.Ordinal),
            Loads = loads, Sites = Places, Warehouse = Home,
            Laboratories = new[] { Lab1, Lab2 }.ToDictionary(l => l, l => new LaboratoryNow(l, Places[l], 2)),
        };
    }

    public static Situation With(this Situation situation, SiteId laboratory, IntakeState intake, double? untilMinutes = null, int? loads = null) =>
        situation.With(new SetIntake(laboratory, intake, loads, untilMinutes is { } m ? Closure + TimeSpan.FromMinutes(m) : null));

    public static VehicleNow Free(string id, string at) => new(Vehicle(id), At(at), [], []);

    /// <summary>On the road with one centre's boxes.</summary>
    public static VehicleNow Carrying(string id, string centre, SiteId to, GeoPoint place) => new(
        Vehicle(id), place, [Going(id, $"T-{id}", true, [], to) with { HasCollected = true }], [new Carried(Box(centre), Delivery(centre))]);

    public static VehicleNow ToCollect(string id, GeoPoint place, bool begun, SiteId to, params string[] centres) =>
        new(Vehicle(id), place, [Going(id, $"T-{id}", begun, centres, to)], []);

    public static VehicleNow Then(this VehicleNow vehicle, string trip, SiteId to, params string[] centres) =>
        vehicle with { Errands = vehicle.Errands.Add(Going(vehicle.Id.Value, trip, false, centres, to)) };

    static Errand Going(string vehicle, string trip, bool begun, string[] centres, SiteId to) => new(Trip(trip), TripKind.Specimen, begun,
    [
        .. centres.Select(c => new Call(CallPurpose.Collect, Site(c), At(c), Closure, Delivery(c))),
        new Call(CallPurpose.Unload, to, Places[to], Closure + TimeSpan.FromMinutes(50)),
    ])
    {
        Planned = new PlannedTrip(Trip(trip), Vehicle(vehicle), TripKind.Specimen,
        [
            .. centres.Select(c => new PlannedStop(Site(c), Closure, StopPurpose.Collect, 2)), new PlannedStop(to, Closure + TimeSpan.FromMinutes(50), StopPurpose.Unload, null),
        ]),
    };

    public static string Words(this Choice choice) => choice.IsNothing ? "nothing" : string.Join(", ", choice.Idea.Orders.Select(Words));

    static string Words(Order order) => order switch
    {
        TransferBoxes t => $"{t.Boxes.Count} box from {t.From} to {t.To} for {t.Laboratory}",
        AssignVehicle a => $"{a.Vehicle} drives {a.Trip}",
        SplitLoad s => $"{s.Vehicle} collects at {s.Centre}",
        SwapVehicles s => $"{s.One} and {s.Other} swapped",
        Divert d => $"{d.Trip} to {d.Laboratory}",
        AddTrip a => $"{a.Trip.Vehicle} added for {a.Trip.Stops[0].Site}",
        CancelTrip c => $"{c.Trip} cancelled",
        ChangeTrip c => $"{c.Trip.Trip} stops at {string.Join("+", c.Trip.Stops.Select(s => s.Site))}",
        OrderSupply s => $"{s.Vehicle} brings {s.Boxes} boxes to {s.Centre}",
        _ => order.GetType().Name,
    };
}
