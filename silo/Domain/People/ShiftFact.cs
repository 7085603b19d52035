namespace SpecimenLogistics.Domain;

/// <summary>What one shift of the control room leaves open to the next.</summary>
public enum ShiftMatter { Incidents, OnTheRoad, Held, Unaccounted, Suspended, Intake }

/// <param name="Count">All there were.</param>
/// <param name="Ids">The first of them, at most <see cref="MostIds"/>.</param>
public sealed record LeftOpen(ShiftMatter Matter, int Count, IReadOnlyList<string> Ids)
{
    public const int MostIds = 100;
}

/// <summary>
/// One shift of the control room gave it over to the next, with what was open then. Who goes is the fact's actor, who comes its second;
/// it counts only with two different people.
/// </summary>
/// <param name="Offered">When who goes had signed; it occurs when who comes did.</param>
/// <param name="Note">In the words of who goes, at most <see cref="LongestNote"/> characters; null for none.</param>
public sealed record ShiftHandedOver(Instant Offered, string? Note, IReadOnlyList<LeftOpen> Open) : Fact
{
    public const int LongestNote = 500;
}
