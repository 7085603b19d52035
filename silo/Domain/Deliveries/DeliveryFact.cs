namespace SpecimenLogistics.Domain;

/// <summary>The watch judged this delivery's predicted margin, and it crossed the line.</summary>
public sealed record RiskJudged(bool AtRisk, int MarginMinutes) : Fact;

public enum DeadlineKind { Target, PlannedClosure, Unaccounted, HalfHandover, Silence, NotClosed, Unacknowledged, OwnerGone, LeftBehind, NotSetDown, InstructionUnseen }
public sealed record Deadline(DeadlineKind What, Instant DueAt);

/// <summary>How far a delivery has come: as far as the last of its boxes.</summary>
public enum DeliveryStage { Planned, Open, Closed, OnRoad, AtDock, Unloaded, Received, Suspended, Cancelled }
