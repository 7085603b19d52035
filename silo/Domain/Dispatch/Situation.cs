using System.Collections.Immutable;

namespace SpecimenLogistics.Domain;

/// <summary>
/// Everything a dispatcher looks at, at one moment: who is where with what, what is still to be driven, where loads can go.
/// What is behind is not in it. Changing it changes nothing in the world: it is for trying out.
/// </summary>
public sealed record Situation(Instant Now)
{
    public ImmutableSortedDictionary<string, VehicleNow> Vehicles { get; init; } = ImmutableSortedDictionary.Create<string, VehicleNow>(StringComparer.Ordinal);

    /// <summary>Deliveries that are not unloaded.</summary>
    public IReadOnlyDictionary<DeliveryId, Load> Loads { get; init; } = new Dictionary<DeliveryId, Load>();
    public IReadOnlyDictionary<SiteId, LaboratoryNow> Laboratories { get; init; } = new Dictionary<SiteId, LaboratoryNow>();
    public IReadOnlyDictionary<SiteId, GeoPoint> Sites { get; init; } = new Dictionary<SiteId, GeoPoint>();

    /// <summary>Where clean boxes and kits are, and where vehicles are at home.</summary>
    public SiteId? Warehouse { get; init; }
    public IReadOnlyList<ClosedRoad> Closed { get; init; } = [];
    public Today Today { get; init; } = Today.Nothing;

    /// <summary>How the plan has the ways to laboratories, by which others are guessed.</summary>
    public IReadOnlyList<KnownWay> Ways { get; init; } = [];

    public VehicleNow? Vehicle(VehicleId id) => Vehicles.GetValueOrDefault(id.Value);

    public Situation With(VehicleNow vehicle) => this with { Vehicles = Vehicles.SetItem(vehicle.Id.Value, vehicle) };

    /// <summary>Who is to drive a trip; null when it is behind, cancelled or was never planned.</summary>
    public (VehicleNow Vehicle, Errand Errand)? Find(TripId trip)
    {
        foreach (var vehicle in Vehicles.Values)
            foreach (var errand in vehicle.Errands)
                if (errand.Trip == trip) return (vehicle, errand);
        return null;
    }

    /// <summary>Who is to bring a delivery to a laboratory; null when nobody is.</summary>
    public (VehicleNow Vehicle, Errand Errand)? Bringing(DeliveryId delivery)
    {
        foreach (var vehicle in Vehicles.Values)
            foreach (var errand in vehicle.Errands)
                if (errand.Calls.Any(c => c.Delivery == delivery) || (errand.Unload is not null && errand.HasBegun && vehicle.Aboard.Any(b => b.Delivery == delivery)))
                    return (vehicle, errand);
        return null;
    }
}

/// <param name="Place">Where it was seen last, else where it must be by its last stop.</param>
/// <param name="Errands">What it still has to drive, in order.</param>
/// <param name="Aboard">Boxes with specimens.</param>
public sealed record VehicleNow(VehicleId Id, GeoPoint Place, ImmutableList<Errand> Errands, IReadOnlyList<Carried> Aboard)
{
    /// <summary>Its driver says that it does not go on.</summary>
    public bool BrokenDown { get; init; }

    /// <summary>Nothing is heard of it: one can be told nothing, and it can be counted on for nothing new.</summary>
    public bool Silent { get; init; }

    /// <summary>Since when it has stood where it has no business.</summary>
    public Instant? StandsSince { get; init; }

    public bool CanBeSent => !BrokenDown && !Silent && StandsSince is null;
}

public sealed record Carried(BoxId Box, DeliveryId Delivery);

/// <summary>A delivery that is not unloaded.</summary>
/// <param name="ReadyAt">When its boxes can be handed over, as eight of ten are; behind once they are.</param>
/// <param name="Waiting">Some of its boxes have not been taken by a vehicle.</param>
/// <param name="Ferry">It comes over water: its way keeps the boats' timetable.</param>
public sealed record Load(DeliveryId Id, GeoPoint Centre, SiteId Laboratory, Instant TargetAt, Instant ReadyAt, bool Waiting, bool Ferry = false)
{
    public int Boxes { get; init; }
}

/// <param name="LoadsPerHour">With <see cref="IntakeState.Slowed"/> alone.</param>
public sealed record LaboratoryNow(SiteId Id, GeoPoint Place, int Docks, IntakeState Intake = IntakeState.Open, int? LoadsPerHour = null, Instant? Until = null);
