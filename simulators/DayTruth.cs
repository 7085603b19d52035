using SpecimenLogistics.Simulators.Truths;

namespace SpecimenLogistics.Simulators;

/// <summary>Plays a whole day: same scenario, seed, faults and accepted instructions, same day to the last millisecond.</summary>
public static class DayTruth
{
    /// <summary>Faults of the world that <see cref="Generate"/> knows.</summary>
    public static readonly IReadOnlySet<string> WorldFaults = Trouble.Names.ToHashSet();

    /// <summary>Throws <see cref="ArgumentException"/> for a fault it does not know.</summary>
    public static Day Generate(Scenario scenario, int seed, IReadOnlySet<string> worldFaults) => Prepare(scenario, seed, worldFaults).Day([]);

    /// <summary>A day whose faults are decided and whose instructions are to come.</summary>
    public static IOpenDay Prepare(Scenario scenario, int seed, IReadOnlySet<string> worldFaults)
    {
        if (worldFaults.FirstOrDefault(f => !WorldFaults.Contains(f)) is { } unknown)
            throw new ArgumentException($"The world knows no fault \"{unknown}\"; it knows {string.Join(", ", WorldFaults.Order())}.", nameof(worldFaults));
        var calm = World.Play(scenario, scenario.Plan, seed, Mischief.None);
        return new OpenDay(calm, worldFaults.Count == 0 ? Mischief.None : new Trouble(calm).For(worldFaults));
    }
}

/// <summary>A day that can still be changed by what drivers accept: up to that moment it stays what it was.</summary>
public interface IOpenDay
{
    /// <summary>The day as it goes when drivers accept these instructions.</summary>
    Day Day(IReadOnlyList<Obeyed> obeyed);

    /// <summary>The same day without faults of the world; null when there are none.</summary>
    Truth? Undisturbed { get; }
}

internal sealed class OpenDay : IOpenDay
{
    readonly World _calm;
    readonly Mischief _mischief;

    public OpenDay(World calm, Mischief mischief) => (_calm, _mischief) = (calm, mischief);

    public Day Day(IReadOnlyList<Obeyed> obeyed)
    {
        var world = _mischief == Mischief.None && obeyed.Count == 0 ? _calm : World.Play(_calm.Scenario, _calm.Plan, _calm.Seed, _mischief, obeyed);
        return new Day(SetupOf.World(world), world.Reports.Sorted(world.EndsMs), TruthOf.World(world, _calm)) { Outside = OutsideActs.Of(world), Declined = world.Declined };
    }

    public Truth? Undisturbed => _mischief == Mischief.None ? null : TruthOf.World(_calm, _calm);
}
