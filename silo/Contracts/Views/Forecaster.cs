using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Contracts;

/// <summary>
/// Predicts from views and the vehicles' newest places, for the watch that raises alarms and for the screens alike.
/// Pure: the same views, places and moment, the same forecast.
/// </summary>
public sealed class Forecaster
{
    /// <summary>What a plan reckons with between closure and unload beside the road: closing, packing up, handover, gate.</summary>
    static readonly TimeSpan PlannedStops = TimeSpan.FromMinutes(21.5);
    static readonly TimeSpan PlannedHandover = TimeSpan.FromMinutes(4);
    static readonly TimeSpan PlannedGate = TimeSpan.FromMinutes(4);
    static readonly TimeSpan Shortest = TimeSpan.FromMinutes(2);

    readonly IReadOnlyDictionary<string, SiteView> sites;
    readonly IReadOnlyDictionary<string, VehicleView> vehicles;
    readonly IReadOnlyDictionary<string, Standing> places;
    readonly TripsOfCalls trips;
    readonly Dictionary<SiteId, double> queues;
    readonly Today today;
    readonly Instant now;

    public Forecaster(
        IReadOnlyDictionary<string, SiteView> sites, IReadOnlyDictionary<string, VehicleView> vehicles, IReadOnlyDictionary<string, Standing> places,
        IReadOnlyList<DeliveryView> deliveries, Instant now)
    {
        (this.sites, this.vehicles, this.places, this.now) = (sites, vehicles, places, now);
        trips = new TripsOfCalls(vehicles.Values, deliveries, now);
        queues = sites.Values.Where(s => s.Role == SiteRole.Laboratory).ToDictionary(s => s.Id, Queue);
        today = Today.Of(deliveries.Where(d => d.CollectedAt is { } at && Today.Counts(at, now)).Select(Measure), now);
    }

    /// <summary>What today has shown so far.</summary>
    public Today Today => today;

    public Forecast Of(DeliveryView delivery)
    {
        var carrier = delivery.Carrier is { Kind: PartyKind.Vehicle } party ? vehicles.GetValueOrDefault(party.Id) : null;
        var stages = DeliveryStages.Of(delivery, carrier);
        var course = Course(delivery, stages, carrier);
        return new Forecast(stages, course, Prediction.Of(course, now, today), Prediction.Margin(course, delivery.TargetAt, now, today), Prediction.Eta(course, now, today))
        {
            High = carrier?.SilentSince is null ? null : Prediction.MarginUnheard(course, delivery.TargetAt, now, today).High,
        };
    }

    Course Course(DeliveryView delivery, DeliveryStages stages, VehicleView? carrier)
    {
        var seen = carrier is null ? null : places.GetValueOrDefault(carrier.Id.Value);
        var course = stages.Course(
            delivery, sites.GetValueOrDefault(delivery.Id.Site.Value), sites.GetValueOrDefault(delivery.Laboratory?.Value ?? ""), seen is null ? null : (seen.Point, seen.At));
        var ahead = carrier is null || stages.Phase != Phase.OnRoad ? [] : CollectsAhead(delivery, carrier);
        return course with
        {
            PlannedRoad = PlannedRoad(delivery),
            Bends = Bends(delivery),
            PlannedArrival = PlannedUnload(delivery)?.At - PlannedGate,
            Laboratory = delivery.Laboratory,
            Opens = sites.GetValueOrDefault(delivery.Laboratory?.Value ?? "")?.Intake is { } set ? IntakeTerm.Opens(set.State, set.Until, now) : null,
            QueuePerDock = delivery.Laboratory is { } lab ? queues.GetValueOrDefault(lab) : 0,
            Collects = ahead.Count,
            CarrierKm = seen is not null && ahead.Count > 0 ? Along(seen.Point, ahead, delivery.Laboratory) : course.CarrierKm,
            StandsSince = seen is { Since: not null } && !OnBusiness(delivery, seen.Point) ? seen.Since : null,
        };
    }

    /// <summary>Centres of the same trip whose boxes are not aboard yet.</summary>
    List<SiteView> CollectsAhead(DeliveryView delivery, VehicleView carrier)
    {
        if (trips.Of(delivery.Id) is not { } planned || planned.Vehicle.Id != carrier.Id) return [];
        return [.. planned.Trip.Stops.SkipWhile(s => s.Site != delivery.Id.Site || s.Purpose != StopPurpose.Collect).Skip(1).TakeWhile(s => s.Purpose == StopPurpose.Collect)
            .Where(s => !carrier.Visits.Since(delivery.CollectedAt ?? Instant.Max).Any(v => v.Site == s.Site && v.To < now - TimeSpan.FromMinutes(1)))
            .Select(s => sites.GetValueOrDefault(s.Site.Value)).OfType<SiteView>()];
    }

    double Along(GeoPoint from, List<SiteView> ahead, SiteId? laboratory)
    {
        var km = 0.0;
        foreach (var next in laboratory is { } lab && sites.TryGetValue(lab.Value, out var end) ? ahead.Append(end) : ahead)
        {
            var to = new GeoPoint(next.LatDeg, next.LonDeg);
            km += from.KmTo(to);
            from = to;
        }
        return km;
    }

    /// <summary>null for a way over water, whose waits are not roads, and where no trip is planned.</summary>
    TimeSpan? PlannedRoad(DeliveryView delivery) =>
        LastLeg(delivery) is not { } leg ? null : leg.From.Id == delivery.Id.Site ? leg.Drive : leg.Drive + leg.Between;

    /// <summary>The drive from the trip's last centre to the laboratory, as planned, and what lies before it from the first.</summary>
    (SiteView From, TimeSpan Drive, TimeSpan Between)? LastLeg(DeliveryView delivery)
    {
        if (delivery.TargetMinutes > Targets.Minutes || trips.Of(delivery.Id) is not { } planned) return null;
        var collects = planned.Trip.Stops.Where(s => s.Purpose == StopPurpose.Collect).ToList();
        if (planned.Trip.Stops.FirstOrDefault(s => s.Purpose == StopPurpose.Unload) is not { } unload || !sites.TryGetValue(collects[^1].Site.Value, out var from)) return null;
        // Stops are planned by arrival, and a second centre is ready when the vehicle comes.
        var between = collects.Count == 1 ? TimeSpan.Zero : collects[^1].At - collects[0].At + PlannedHandover * (collects.Count - 1);
        var drive = unload.At - delivery.PlannedClosure - PlannedStops - between;
        return (from, drive > Shortest ? drive : Shortest, between);
    }

    PlannedStop? PlannedUnload(DeliveryView delivery) =>
        trips.Of(delivery.Id) is { } planned ? planned.Trip.Stops.FirstOrDefault(s => s.Purpose == StopPurpose.Unload) : null;

    double Bends(DeliveryView delivery) => LastLeg(delivery) is { } leg && delivery.Laboratory is { } lab && sites.TryGetValue(lab.Value, out var end)
        ? Prediction.BendsOf(leg.Drive, new GeoPoint(leg.From.LatDeg, leg.From.LonDeg).KmTo(new GeoPoint(end.LatDeg, end.LonDeg)))
        : 1;

    Measured Measure(DeliveryView delivery)
    {
        var stages = DeliveryStages.Of(delivery, delivery.Carrier is { Kind: PartyKind.Vehicle } party ? vehicles.GetValueOrDefault(party.Id) : null);
        return new Measured(
            delivery.Laboratory, delivery.CollectedAt!.Value, delivery.TargetMinutes > Targets.Minutes ? null : stages.Took(Phase.Awaiting), stages.Took(Phase.OnRoad),
            PlannedRoad(delivery), stages.Took(Phase.AtGate));
    }

    /// <summary>Vehicles standing within the fence with specimens aboard, for each dock.</summary>
    double Queue(SiteView laboratory)
    {
        var here = vehicles.Values.Count(v => v.Aboard.Any(b => b is { Packed: > 0, Place: BoxPlace.WithCarrier })
            && places.TryGetValue(v.Id.Value, out var place) && place.Since is not null && Within(laboratory, place.Point));
        return (double)here / Math.Max(1, laboratory.Docks.Count);
    }

    /// <summary>At a laboratory (its own, or the one it was sent to before), or where its trip stops.</summary>
    bool OnBusiness(DeliveryView delivery, GeoPoint point)
    {
        var stops = trips.Of(delivery.Id) is { } planned ? planned.Trip.Stops.Select(s => s.Site) : [delivery.Id.Site];
        return stops.Any(s => sites.TryGetValue(s.Value, out var site) && Within(site, point)) || sites.Values.Any(s => s.Role == SiteRole.Laboratory && Within(s, point));
    }

    static bool Within(SiteView site, GeoPoint point) => new GeoPoint(site.LatDeg, site.LonDeg).KmTo(point) * 1000 <= Math.Max(site.FenceM, 100);
}

/// <param name="Eta">When the carrier comes to the laboratory, as likely sooner as later; null while it is not on the road.</param>
public sealed record Forecast(DeliveryStages Stages, Course Course, Outlook Outlook, TimeSpan Margin, Instant? Eta)
{
    /// <summary>The most that may be left while the carrier is silent; null while it is heard.</summary>
    public TimeSpan? High { get; init; }
}
