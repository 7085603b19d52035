using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Contracts;

/// <summary>Which stops of a trip are behind, by what was scanned and where its vehicle is; the plan's times alone prove nothing.</summary>
sealed class TripProgress(
    IReadOnlyDictionary<string, SiteView> sites, IReadOnlyDictionary<string, Standing> places, IReadOnlyList<DeliveryView> deliveries, KnownTrouble trouble, Instant now)
{
    const double HereKm = 0.3;

    /// <summary>A trip that its vehicle should have ended so long ago, and of which nothing was seen, was not driven.</summary>
    static readonly TimeSpan Forgotten = TimeSpan.FromHours(1);

    readonly Dictionary<BoxId, DeliveryBoxView> fetched = Fetched(deliveries, trouble);
    readonly List<SiteView> laboratories = [.. sites.Values.Where(s => s.Role == SiteRole.Laboratory)];
    readonly NearestCalls nearest = new(deliveries, now);

    /// <summary>null when nothing of it is to come.</summary>
    public Errand? Of(VehicleView vehicle, PlannedTrip trip)
    {
        if (trouble.Transfers.GetValueOrDefault(trip.Trip) is { } transfer) return Fetching(trip, transfer);
        var calls = trip.Stops.Select(s => (Stop: s, Delivery: nearest.Of(s))).ToList();
        var behind = calls.Select(c => IsBehind(vehicle, trip, c.Stop, c.Delivery)).ToList();
        for (var i = 0; i < calls.Count; i++)
            if (calls[i].Stop.Purpose == StopPurpose.Unload) behind[i] = IsUnloaded(vehicle, trip, calls.Take(i).Select(c => c.Delivery).OfType<DeliveryView>().ToList(), calls[i].Stop);
        // What is left or loaded at the beginning is behind as soon as anything after it is.
        var lastBehind = behind.LastIndexOf(true);
        var rest = calls.Where((c, i) => !behind[i] && !(i < lastBehind && c.Stop.Purpose is StopPurpose.Start or StopPurpose.Load)).ToList();
        if (rest.Count == 0 || rest is [{ Stop.Purpose: StopPurpose.End } end] && (IsNear(vehicle, end.Stop.Site) || now > end.Stop.At)) return null;
        var begun = lastBehind >= 0;
        if (!begun && now > trip.Stops[^1].At + Forgotten && calls.All(c => c.Delivery?.UnloadedAt is not null || c.Delivery is null)) return null;
        return new Errand(trip.Trip, trip.Kind, begun, [.. rest.Select(c => Call(c.Stop, c.Delivery)).OfType<Call>()])
        {
            HasCollected = calls.Any(c => c.Delivery is { } d && d.Boxes.Any(b => Holds(vehicle, b))),
            Planned = trip,
        };
    }

    /// <summary>To another vehicle first, while that has the boxes; then to the laboratory, until they are there.</summary>
    Errand? Fetching(PlannedTrip trip, TransferBoxes transfer)
    {
        var open = transfer.Boxes.Where(b => fetched.GetValueOrDefault(b) is { UnloadedAt: null, ReceivedAt: null }).ToList();
        var taken = open.Where(b => fetched[b].Holder == Party.Vehicle(transfer.To)).ToList();
        if (open.Count == 0 || !sites.TryGetValue(transfer.Laboratory.Value, out var laboratory)) return null;
        var unload = new Call(CallPurpose.Unload, transfer.Laboratory, new GeoPoint(laboratory.LatDeg, laboratory.LonDeg), trip.Stops[0].At);
        var fetch = new Call(CallPurpose.Transfer, null, transfer.At, trip.Stops[0].At, null, transfer.From, transfer.Boxes);
        // Two drivers have agreed on it: it is begun, whatever the vehicle's place says.
        return new Errand(trip.Trip, trip.Kind, true, taken.Count < open.Count ? [fetch, unload] : [unload]) { HasCollected = taken.Count > 0, Planned = trip };
    }

    /// <summary>Boxes that a vehicle fetches from another; nobody asks for the rest.</summary>
    static Dictionary<BoxId, DeliveryBoxView> Fetched(IReadOnlyList<DeliveryView> deliveries, KnownTrouble trouble)
    {
        var asked = trouble.Transfers.Values.SelectMany(t => t.Boxes).ToHashSet();
        var found = new Dictionary<BoxId, DeliveryBoxView>();
        if (asked.Count == 0) return found;
        foreach (var box in deliveries.SelectMany(d => d.Boxes))
            if (asked.Contains(box.Box)) found[box.Box] = box;
        return found;
    }

    /// <summary>
    /// Where its trip stops, at home, or at any laboratory: one that was sent elsewhere waits at the gate it knows until its driver has
    /// heard of it. A pier is no site, so nothing is said of ferries.
    /// </summary>
    public bool OnBusiness(Errand errand, GeoPoint point) =>
        errand.Planned is not { } trip || laboratories.Exists(l => Km(l, point) < HereKm) || trip.Stops.Any(s => sites.TryGetValue(s.Site.Value, out var site) && Km(site, point) < HereKm)
        || trip.Stops.Any(s => nearest.Of(s)?.TargetMinutes > Targets.Minutes);

    Call? Call(PlannedStop stop, DeliveryView? delivery) => sites.TryGetValue(stop.Site.Value, out var site)
        ? new Call(Errands.PurposeOf(stop.Purpose), stop.Site, new GeoPoint(site.LatDeg, site.LonDeg), stop.At, delivery?.Id)
        : null;

    bool IsBehind(VehicleView vehicle, PlannedTrip trip, PlannedStop stop, DeliveryView? delivery) => stop.Purpose switch
    {
        StopPurpose.Collect => delivery is null || delivery.UnloadedAt is not null || IsCollected(vehicle, delivery),
        StopPurpose.Start or StopPurpose.Load => now >= stop.At && places.ContainsKey(vehicle.Id.Value) && !IsNear(vehicle, stop.Site),
        StopPurpose.Supply or StopPurpose.Return => !IsNear(vehicle, stop.Site) && vehicle.Visits.Since(trip.Stops[0].At - TimeSpan.FromMinutes(5)).Any(v => v.Site == stop.Site),
        _ => false,
    };

    /// <summary>Everything is in a vehicle or further; or some of it is in this one, and this one has gone.</summary>
    bool IsCollected(VehicleView vehicle, DeliveryView delivery) => delivery.Boxes.Count > 0
        && (delivery.Boxes.All(b => b.UnloadedAt is not null || b.ReceivedAt is not null || b.Holder is { Kind: PartyKind.Vehicle })
            || (delivery.Boxes.Any(b => Holds(vehicle, b)) && !IsNear(vehicle, delivery.Id.Site) && delivery.TargetMinutes <= Targets.Minutes));

    /// <summary>It was there, set down boxes and has gone: a box that it still has by the scans is missing, and its driver cannot bring it.</summary>
    bool HasLeft(VehicleView vehicle, PlannedTrip trip, List<DeliveryView> collected, PlannedStop stop) =>
        !IsNear(vehicle, stop.Site) && places.ContainsKey(vehicle.Id.Value) && vehicle.Visits.Since(trip.Stops[0].At).Any(v => v.Site == stop.Site)
        && collected.Any(d => d.Boxes.Any(b => b.UnloadedAt is not null));

    bool IsUnloaded(VehicleView vehicle, PlannedTrip trip, List<DeliveryView> collected, PlannedStop stop) => collected.Count == 0
        ? now > stop.At + Forgotten
        : HasLeft(vehicle, trip, collected, stop) || collected.All(d => !d.Boxes.Any(b => Holds(vehicle, b))) && collected.All(d => d.UnloadedAt is not null || d.Boxes.Any(b => b.UnloadedAt is not null || b.ReceivedAt is not null));

    static bool Holds(VehicleView vehicle, DeliveryBoxView box) => box is { UnloadedAt: null, ReceivedAt: null, Place: BoxPlace.WithCarrier } && box.Holder == Party.Vehicle(vehicle.Id);

    bool IsNear(VehicleView vehicle, SiteId site) =>
        places.TryGetValue(vehicle.Id.Value, out var place) && sites.TryGetValue(site.Value, out var view) && Km(view, place.Point) < HereKm;

    static double Km(SiteView site, GeoPoint point) => new GeoPoint(site.LatDeg, site.LonDeg).KmTo(point);
}
