namespace SpecimenLogistics.Domain;

/// <summary>What a person does about an incident. <c>Seen</c> says that the owner is still at it.</summary>
public enum IncidentAct { Acknowledge, Assign, Note, Resolve, Seen }

/// <summary>What a person did about an incident; who did it stands in the record of the fact.</summary>
public sealed record IncidentActed(IncidentAct Act, StaffId? Owner, string? Text) : Fact;

/// <summary>Nobody had acknowledged it when the last person's time was up, and it was sent out, or was tried to be.</summary>
/// <param name="To">Where to: the name of a host, never a whole address, since an address may hold a secret.</param>
public sealed record IncidentSentOut(string To, bool Taken, int Attempts) : Fact;

public enum CauseKind { Late, AtRisk, SealOpened, VehicleSilent, Unaccounted, HalfHandover, WrongLaboratory, NotClosed, LeftBehind, TubesDiffer, TubeInTwoBoxes, NotEmpty, Held, Temperature, LoggerSilent, Breakdown, Accident, Leak, HeldUp, InstructionUnseen, StockLow }
public enum Severity { Amber, Red }
