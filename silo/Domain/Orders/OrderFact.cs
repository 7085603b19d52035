namespace SpecimenLogistics.Domain;

/// <summary>The control room orders something of a date's plan. Who did it stands in the record of the fact.</summary>
public sealed record OrderGiven(OrderId Id, Order Order, string Reason) : Fact;

/// <summary>Somebody outside says that a road is closed: the name, its two ends, from when and until when.</summary>
/// <param name="Until">null for until further notice.</param>
public sealed record RoadNotice(string Name, GeoPoint From, GeoPoint To, Instant Since, Instant? Until, string Text) : Fact;

/// <summary>An instruction has reached the driver's device.</summary>
public sealed record InstructionSent(InstructionId Instruction) : Fact;

/// <summary>The driver has looked at it.</summary>
public sealed record InstructionSeen(InstructionId Instruction) : Fact;

/// <summary>The driver has accepted it: from now on he drives by it, and is judged by it.</summary>
public sealed record InstructionAccepted(InstructionId Instruction) : Fact;

/// <summary><c>Over</c> says that nothing is wrong any more.</summary>
public enum TroubleKind { Breakdown, Delay, Accident, Leak, Over }

/// <summary>The driver says that something is wrong with vehicle or load.</summary>
public sealed record TroubleReported(TroubleKind What, string? Reason) : Fact;
