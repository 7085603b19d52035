namespace SpecimenLogistics.Simulation;

/// <summary>Something that can die, and stand still without knowing.</summary>
abstract class Machine(string name)
{
    public string Name { get; } = name;
    public bool IsDead { get; private set; }

    /// <summary>Until when it stands still, in the world's microseconds.</summary>
    public long StandsUntil { get; set; }

    public virtual void Die() => IsDead = true;
}
