namespace SpecimenLogistics.Domain;

public sealed record VehicleRegistered(BeaconId Beacon) : Fact;

public enum StopPurpose { Start, Collect, Unload, Load, Supply, Return, End }
public enum TripKind { Specimen, Supply, Return }
public sealed record PlannedStop(SiteId Site, Instant At, StopPurpose Purpose, int? Session);
public sealed record PlannedTrip(TripId Trip, VehicleId Vehicle, TripKind Kind, IReadOnlyList<PlannedStop> Stops)
{
    /// <summary>Boxes that it fetches from another vehicle on the road, before its stops; null for none.</summary>
    public TransferBoxes? Fetches { get; init; }

    /// <summary>What it brings beyond the plan; null for what the plan says.</summary>
    public OrderSupply? Supplies { get; init; }
}
public sealed record TripsPlanned(DateOnly Date, IReadOnlyList<PlannedTrip> Trips) : Fact;

/// <summary>The driver's handheld says: we are at this site.</summary>
public sealed record Arrived(SiteId Site) : Fact;

public sealed record FellSilent(Instant LastHeard) : Fact;
public sealed record HeardAgain(Instant At) : Fact;

/// <summary>What all telemetry up to row <paramref name="Through"/> comes to. Of several, the one that read furthest counts.</summary>
public sealed record TelemetryJudged(long Through, Evidence Evidence) : Fact;
public sealed record DockRegistered(SiteId Site, int Number) : Fact;
