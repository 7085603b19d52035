namespace SpecimenLogistics.Simulators;

/// <summary>A kind of day: sites, roads, hours and numbers, read from <c>scenarios/{name}</c> beside the assembly.</summary>
public sealed partial record Scenario(string Name)
{
    /// <summary>Reads a scenario by name. Throws <see cref="FileNotFoundException"/> with the names there are when it is unknown.</summary>
    public static Scenario Load(string name) => throw new NotImplementedException(name);
}
