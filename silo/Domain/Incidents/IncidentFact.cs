namespace SpecimenLogistics.Domain;

public enum IncidentAct { Acknowledge, Assign, Note, Resolve }

/// <summary>What a person did about an incident.</summary>
public sealed record IncidentActed(IncidentAct Act, StaffId? Owner, string? Text) : Fact;

public enum CauseKind { Late, AtRisk, SealOpened, VehicleSilent, Unaccounted, HalfHandover, WrongLaboratory }
public enum Severity { Amber, Red }
