namespace SpecimenLogistics.Domain;

/// <summary>Who is told of a red incident, in this order; each has two minutes to acknowledge it.</summary>
public sealed record DutySet(IReadOnlyList<StaffId> People) : Fact;
