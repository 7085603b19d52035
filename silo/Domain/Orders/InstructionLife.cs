namespace SpecimenLogistics.Domain;

/// <summary>How far an instruction has got.</summary>
/// <param name="Sent">It reached the driver's device.</param>
/// <param name="Seen">The driver looked at it.</param>
/// <param name="Accepted">The driver drives by it from then on.</param>
public sealed record InstructionLife(Instruction Instruction, Instant? Sent, Instant? Seen, Instant? Accepted)
{
    /// <summary>Unseen for this long it is an incident.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public Instant DueAt => Instruction.At + Patience;
}
