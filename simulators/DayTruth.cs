using SpecimenLogistics.Simulators.Truths;

namespace SpecimenLogistics.Simulators;

/// <summary>Plays a whole day: same scenario, seed and faults, same day to the last millisecond.</summary>
public static class DayTruth
{
    /// <summary>Faults of the world that <see cref="Generate"/> knows.</summary>
    public static readonly IReadOnlySet<string> WorldFaults = new HashSet<string>
    {
        "delay", "tamper", "lost-box", "wrong-lab", "swap", "box-left-behind", "double-tube", "late-tube", "forgotten-scan", "miscount", "late-close",
        "forgotten-close", "seal-false-open", "tube-in-returned-box", "phone-lost", "beacon-replaced", "warm-box", "logger-silent", "surge",
    };

    /// <summary>Throws <see cref="ArgumentException"/> for a fault it does not know.</summary>
    public static Day Generate(Scenario scenario, int seed, IReadOnlySet<string> worldFaults)
    {
        if (worldFaults.FirstOrDefault(f => !WorldFaults.Contains(f)) is { } unknown)
            throw new ArgumentException($"The world knows no fault \"{unknown}\"; it knows {string.Join(", ", WorldFaults.Order())}.", nameof(worldFaults));

        var calm = World.Play(scenario, scenario.Plan, seed, Mischief.None);
        if (worldFaults.Count == 0) return new Day(SetupOf.World(calm), calm.Reports.Sorted(), TruthOf.World(calm, calm));

        var mischief = new Trouble(calm).For(worldFaults);
        var world = World.Play(scenario, scenario.Plan, seed, mischief);
        return new Day(SetupOf.World(world), world.Reports.Sorted(), TruthOf.World(world, calm));
    }
}
