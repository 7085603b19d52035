namespace SpecimenLogistics.Domain;

/// <summary>What one order means for one vehicle.</summary>
/// <param name="Kind">The order's kind, as it is stored: <c>divert</c>.</param>
/// <param name="Text">What the driver is told, in one sentence.</param>
/// <param name="Takes">Where loads go by it; null when it moves none to another laboratory.</param>
public sealed record Instruction(InstructionId Id, OrderId Order, string Kind, string Text, string Reason, Instant At, Destination? Takes)
{
    /// <summary>Boxes that change vehicles on the road; null for none.</summary>
    public TransferBoxes? Transfer { get; init; }
}

/// <summary>A laboratory, for boxes of these centres that the vehicle has or takes, and for these boxes.</summary>
public sealed record Destination(SiteId Laboratory, IReadOnlyList<SiteId> Centres, IReadOnlyList<BoxId> Boxes);

/// <summary>A date's plan to a vehicle that orders have concerned: its whole list of trips, and everything it was ever told of that date.</summary>
public sealed record TripsSummary(DateOnly Date, IReadOnlyList<PlannedTrip> Trips, IReadOnlyList<Instruction> Instructions) : Summary;

/// <summary>A date's plan to a site: what a laboratory takes, and which sessions are suspended.</summary>
/// <param name="Intake">null for everything as it comes.</param>
public sealed record SiteOrdersSummary(DateOnly Date, SetIntake? Intake, IReadOnlyList<DeliveryId> Suspended) : Summary;
