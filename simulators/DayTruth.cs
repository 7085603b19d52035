namespace SpecimenLogistics.Simulators;

/// <summary>Plays a whole day: same scenario, seed and faults, same day to the last millisecond.</summary>
public static class DayTruth
{
    /// <summary>Faults of the world that <see cref="Generate"/> knows.</summary>
    public static readonly IReadOnlySet<string> WorldFaults = new HashSet<string> { "delay", "tamper", "lost-box" };

    /// <summary>Throws <see cref="ArgumentException"/> for a fault it does not know.</summary>
    public static Day Generate(Scenario scenario, int seed, IReadOnlySet<string> worldFaults) => throw new NotImplementedException();
}
