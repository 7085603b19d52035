namespace SpecimenLogistics.Domain;

/// <summary>What is still to come of one trip.</summary>
/// <param name="HasBegun">Its vehicle is on it.</param>
public sealed record Errand(TripId Trip, TripKind Kind, bool HasBegun, IReadOnlyList<Call> Calls)
{
    /// <summary>Boxes were taken on it.</summary>
    public bool HasCollected { get; init; }

    /// <summary>The driver was told a change of it then, or accepted it.</summary>
    public Instant? SettledAt { get; init; }

    /// <summary>The driver was told a change of it and has not accepted it yet: he goes by what he had before.</summary>
    public bool Unanswered { get; init; }

    /// <summary>As it stands in the plan, stops behind included; null for one that is only tried out.</summary>
    public PlannedTrip? Planned { get; init; }

    public Call? Unload => Calls.FirstOrDefault(c => c.Purpose == CallPurpose.Unload);
    public IEnumerable<Call> Collects => Calls.Where(c => c.Purpose == CallPurpose.Collect);
}

public enum CallPurpose { Start, Collect, Unload, Load, Supply, Return, Transfer, End }

/// <summary>One stop still to come.</summary>
/// <param name="Planned">When the plan has it.</param>
/// <param name="Delivery">What is collected here.</param>
/// <param name="From">Whose boxes are taken over here, for a transfer.</param>
/// <param name="Boxes">Which ones.</param>
public sealed record Call(
    CallPurpose Purpose, SiteId? Site, GeoPoint Place, Instant Planned, DeliveryId? Delivery = null, VehicleId? From = null, IReadOnlyList<BoxId>? Boxes = null);
