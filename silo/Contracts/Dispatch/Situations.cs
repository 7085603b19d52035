using System.Collections.Immutable;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Contracts;

/// <summary>What is known of trouble beside the vehicles' and deliveries' own views.</summary>
public sealed record KnownTrouble
{
    /// <summary>As drivers, laboratories and the outside have said it.</summary>
    public static KnownTrouble Of(IReadOnlyList<VehicleView> vehicles, IReadOnlyList<SiteView> sites, IReadOnlyList<PlanView> plans) => new()
    {
        BrokenDown = vehicles.Where(v => v.BrokenDownSince is not null).Select(v => v.Id).ToHashSet(),
        Intakes = sites.Where(s => s.Intake is not null).ToDictionary(s => s.Id, s => s.Intake!),
        Closed = [.. plans.SelectMany(p => p.Notices).Select(n => new ClosedRoad(n.Name, n.From, n.To, n.Since, n.Until))],
        Transfers = vehicles.SelectMany(v => v.Trips).Where(t => t.Fetches is not null).DistinctBy(t => t.Trip).ToDictionary(t => t.Trip, t => t.Fetches!),
        Settled = SettledBy(vehicles, plans),
    };

    static Dictionary<TripId, (Instant At, bool Answered)> SettledBy(IReadOnlyList<VehicleView> vehicles, IReadOnlyList<PlanView> plans)
    {
        var settled = new Dictionary<TripId, (Instant At, bool Answered)>();
        // One that is under way to its driver counts like one he has accepted: two in a row about one trip help nobody.
        var accepted = vehicles.SelectMany(v => v.Instructions ?? []).ToLookup(i => i.Order, i => (At: i.Accepted ?? i.Given, Answered: i.Accepted is not null));
        foreach (var order in plans.SelectMany(p => p.Orders))
            foreach (var trip in order.Order.Trips)
                foreach (var told in accepted[order.Id])
                    if (!settled.TryGetValue(trip, out var known) || told.At > known.At) settled[trip] = told;
        return settled;
    }

    public IReadOnlySet<VehicleId> BrokenDown { get; init; } = new HashSet<VehicleId>();
    public IReadOnlyDictionary<SiteId, SetIntake> Intakes { get; init; } = new Dictionary<SiteId, SetIntake>();
    public IReadOnlyList<ClosedRoad> Closed { get; init; } = [];

    /// <summary>Trips that a driver was told a change of, and when, or when he accepted it.</summary>
    public IReadOnlyDictionary<TripId, (Instant At, bool Answered)> Settled { get; init; } = new Dictionary<TripId, (Instant At, bool Answered)>();

    /// <summary>What vehicles fetch from one another, by the trip that fetches it.</summary>
    public IReadOnlyDictionary<TripId, TransferBoxes> Transfers { get; init; } = new Dictionary<TripId, TransferBoxes>();
}

/// <summary>A dispatcher's situation from the views that everybody reads. Pure: the same views, places and moment, the same situation.</summary>
public sealed class Situations
{
    /// <summary>What is further off than this is left to the plan.</summary>
    static readonly TimeSpan Horizon = TimeSpan.FromHours(5);
    static readonly TimeSpan Behind = TimeSpan.FromHours(4);

    /// <summary>A wait of the forecast holds the handover too.</summary>
    static readonly TimeSpan Handover = TimeSpan.FromMinutes(4);

    readonly IReadOnlyDictionary<string, SiteView> sites;
    readonly IReadOnlyDictionary<string, Standing> places;
    readonly KnownTrouble trouble;
    readonly Instant now;
    readonly Forecaster forecaster;
    readonly IReadOnlyList<DeliveryView> open;
    readonly Dictionary<BoxId, DeliveryId> deliveryOf = [];
    readonly Dictionary<VehicleId, VehicleNow> vehicles = [];

    Situations(
        IReadOnlyDictionary<string, SiteView> sites, IReadOnlyDictionary<string, VehicleView> vehicles, IReadOnlyDictionary<string, Standing> places,
        IReadOnlyList<DeliveryView> deliveries, KnownTrouble trouble, Instant now)
    {
        (this.sites, this.places, this.trouble, this.now) = (sites, places, trouble, now);
        forecaster = new Forecaster(sites, vehicles, places, deliveries, now);
        open = [.. deliveries.Where(d => d is { UnloadedAt: null, Stage: not (DeliveryStage.Cancelled or DeliveryStage.Suspended) } && d.TargetAt < now + Horizon && d.TargetAt > now - Behind)];
        foreach (var delivery in open)
            foreach (var box in delivery.Boxes) deliveryOf[box.Box] = delivery.Id;
        var calls = new TripProgress(sites, places, deliveries, trouble, now);
        foreach (var vehicle in vehicles.Values) this.vehicles[vehicle.Id] = Of(vehicle, calls);
    }

    public static Situation Of(
        IReadOnlyDictionary<string, SiteView> sites, IReadOnlyDictionary<string, VehicleView> vehicles, IReadOnlyDictionary<string, Standing> places,
        IReadOnlyList<DeliveryView> deliveries, KnownTrouble trouble, Instant now) => new Situations(sites, vehicles, places, deliveries, trouble, now).Made();

    Situation Made()
    {
        var ways = open.Select(d => (Delivery: d, forecaster.Of(d).Course)).Where(d => d.Delivery.Laboratory is not null && sites.ContainsKey(d.Delivery.Id.Site.Value)).ToList();
        return new Situation(now)
        {
            Vehicles = vehicles.Values.ToImmutableSortedDictionary(v => v.Id.Value, v => v, StringComparer.Ordinal),
            Loads = ways.Select(d => Of(d.Delivery)).ToDictionary(l => l.Id),
            Laboratories = sites.Values.Where(s => s.Role == SiteRole.Laboratory).ToDictionary(s => s.Id, Laboratory),
            Sites = sites.Values.ToDictionary(s => s.Id, Place),
            Warehouse = sites.Values.Where(s => s.Role == SiteRole.Warehouse).OrderBy(s => s.Id.Value, StringComparer.Ordinal).Select(s => (SiteId?)s.Id).FirstOrDefault(),
            Closed = trouble.Closed,
            Today = forecaster.Today,
            // A bend at its least is a plan that left no time to measure it by.
            Ways = [.. ways.Where(w => w.Course is { PlannedRoad: not null, Bends: > 0.5 }).Select(w => new KnownWay(Place(sites[w.Delivery.Id.Site.Value]), w.Delivery.Laboratory!.Value, w.Course.Bends)).Distinct()],
        };
    }

    VehicleNow Of(VehicleView vehicle, TripProgress progress)
    {
        var errands = vehicle.Trips.Where(t => t.Stops.Count > 0 && t.Stops[0].At < now + Horizon && t.Stops[^1].At > now - Behind)
            .Select(t => Settled(progress.Of(vehicle, t))).OfType<Errand>().OrderBy(e => e.HasBegun ? 0 : 1).ThenBy(e => e.Calls[0].Planned).ThenBy(e => e.Trip.Value, StringComparer.Ordinal).ToImmutableList();
        var standing = places.GetValueOrDefault(vehicle.Id.Value);
        return new VehicleNow(vehicle.Id, standing?.Point ?? LastSite(vehicle), errands, Aboard(vehicle))
        {
            BrokenDown = trouble.BrokenDown.Contains(vehicle.Id),
            Silent = vehicle.SilentSince is not null,
            StandsSince = standing is null ? null : Stands(standing, errands.FirstOrDefault(), progress),
        };
    }

    /// <summary>Not before it had to go: who was sent from where he stood has only just begun.</summary>
    Instant? Stands(Standing standing, Errand? going, TripProgress progress)
    {
        if (standing.Since is not { } since || going is not { HasBegun: true, Planned: { } trip } || progress.OnBusiness(going, standing.Point)) return null;
        var from = since > trip.Stops[0].At ? since : trip.Stops[0].At;
        return now - from > Stuck ? from : null;
    }

    /// <summary>Standing for less is a traffic light, or a long one.</summary>
    static readonly TimeSpan Stuck = TimeSpan.FromMinutes(6);

    Errand? Settled(Errand? errand) => errand is not null && trouble.Settled.TryGetValue(errand.Trip, out var told)
        ? errand with { SettledAt = told.At, Unanswered = !told.Answered } : errand;

    List<Carried> Aboard(VehicleView vehicle) => [.. vehicle.Aboard.Where(b => b is { Packed: > 0, Place: BoxPlace.WithCarrier } && deliveryOf.ContainsKey(b.Box)).Select(b => new Carried(b.Box, deliveryOf[b.Box]))];

    GeoPoint LastSite(VehicleView vehicle) => sites.GetValueOrDefault(vehicle.Visits.LastOrDefault()?.Site.Value ?? vehicle.Trips.SelectMany(t => t.Stops).FirstOrDefault()?.Site.Value ?? "") is { } site
        ? Place(site)
        : sites.Values.Where(s => s.Role == SiteRole.Warehouse).Select(Place).FirstOrDefault();

    Load Of(DeliveryView delivery)
    {
        var closed = delivery.DeclaredClosure ?? (delivery.PlannedClosure > now ? delivery.PlannedClosure : now);
        var waiting = delivery.Boxes.Count == 0 || delivery.Boxes.Any(b => b.UnloadedAt is null && b.ReceivedAt is null && b.Holder is not { Kind: PartyKind.Vehicle });
        return new Load(
            delivery.Id, Place(sites[delivery.Id.Site.Value]), delivery.Laboratory!.Value, delivery.TargetAt, closed + ((forecaster.Today.Wait ?? Prediction.Wait) - Handover), waiting,
            delivery.TargetMinutes > Targets.Minutes) { Boxes = delivery.Boxes.Count };
    }

    LaboratoryNow Laboratory(SiteView site) => trouble.Intakes.TryGetValue(site.Id, out var set) && IntakeTerm.Holds(set.Until, now)
        ? new LaboratoryNow(site.Id, Place(site), site.Docks.Count, set.State, set.LoadsPerHour, set.Until)
        : new LaboratoryNow(site.Id, Place(site), site.Docks.Count);

    static GeoPoint Place(SiteView site) => new(site.LatDeg, site.LonDeg);
}
