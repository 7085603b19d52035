namespace SpecimenLogistics.Domain;

public sealed record PlanMade(DateOnly Date, IReadOnlyList<PlannedTrip> Trips) : Fact;

/// <param name="Zone">The one operating zone, an IANA name.</param>
/// <param name="Simulated">A replay began this store; it is marked so for ever.</param>
public sealed record ProgrammeSet(string Name, string Zone, bool Simulated, string? Scenario, int? Seed, DateOnly? Date) : Fact;
