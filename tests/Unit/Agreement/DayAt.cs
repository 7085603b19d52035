using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Simulators;

namespace SpecimenLogistics.Unit.Agreement;

/// <summary>A simulated day as the views have it at a moment: everything said before is folded, nothing after.</summary>
sealed class DayAt
{
    readonly Day day;
    readonly DateTimeOffset at;
    readonly Dictionary<string, SiteView> sites;
    readonly Dictionary<string, VehicleView> vehicles;
    readonly Dictionary<string, Standing> places = [];
    readonly List<DeliveryView> deliveries;

    DayAt(Day day, DateTimeOffset at)
    {
        (this.day, this.at) = (day, at);
        var said = day with { Emissions = [.. day.Emissions.Where(e => e.At <= at)], Setup = day.Setup with { Ends = at } };
        var folded = FoldedDay.Of(said);
        var docks = day.Setup.Sites.ToDictionary(s => s.Id, s => s.Docks);
        sites = folded.Sites().ToDictionary(s => s.Id.Value, s => s with { Docks = [.. docks[s.Id.Value].Select(Code.Parse<DockId>)] });
        vehicles = folded.Vehicles().ToDictionary(v => v.Id.Value, v => v);
        deliveries = [.. folded.Deliveries()];
        foreach (var fix in said.Emissions.OfType<PositionEmission>())
            places[fix.Device] = Standing.Next(places.GetValueOrDefault(fix.Device), new GeoPoint(fix.LatDeg, fix.LonDeg), fix.SpeedKmh, Instant.From(fix.At));
    }

    public static DayAt Of(Day day, DateTimeOffset at) => new(day, at);

    /// <summary>What the board says will be left of a delivery's time.</summary>
    public TimeSpan Forecast(DeliveryId delivery, SetIntake? intake = null) =>
        new Forecaster(With(intake), vehicles, places, deliveries, Instant.From(at)).Of(deliveries.Single(d => d.Id == delivery)).Margin;

    public Situation Situation(params VehicleId[] broken) => Situation([], broken);

    /// <summary>With orders given at this very moment, as the plan then tells its vehicles.</summary>
    public Situation Situation(IReadOnlyList<Order> orders, params VehicleId[] broken)
    {
        var now = Instant.From(at);
        var trips = TripsNow.Of(day.Setup.Trips.Select(Trip), orders.Select((o, i) => new Recorded(
            new Guid(i, 0, 0, new byte[8]), new Stamp(now, "", 0, i, 0), TimeSpan.Zero, null, now, null, null, null, new OrderGiven(Code.Parse<OrderId>($"ORD-{i:0000}"), o, "a test"))));
        var told = vehicles.Values.Select(v => v with { Trips = [.. trips.Where(t => t.Vehicle == v.Id)], BrokenDownSince = broken.Contains(v.Id) ? now : null }).ToList();
        return Situations.Of(sites, told.ToDictionary(v => v.Id.Value), places, deliveries, KnownTrouble.Of(told, [.. sites.Values], []), now);
    }

    Dictionary<string, SiteView> With(SetIntake? intake) => sites.ToDictionary(s => s.Key, s => s.Value.Id == intake?.Laboratory ? s.Value with { Intake = intake } : s.Value);

    /// <summary>When each delivery is truly unloaded.</summary>
    public IReadOnlyDictionary<DeliveryId, Instant> Truth => day.Truth.Deliveries.Where(d => d.Unloaded is not null)
        .ToDictionary(d => Code.Parse<DeliveryId>(d.Id), d => Instant.From(d.Unloaded!.Value));

    static PlannedTrip Trip(TripSetup trip) => new(
        Code.Parse<TripId>(trip.Id), Code.Parse<VehicleId>(trip.Vehicle), Enum.Parse<TripKind>(trip.Kind, ignoreCase: true),
        [.. trip.Stops.Select(s => new PlannedStop(Code.Parse<SiteId>(s.Site), Instant.From(s.At), Enum.Parse<StopPurpose>(s.Purpose, ignoreCase: true), s.Session))]);
}
