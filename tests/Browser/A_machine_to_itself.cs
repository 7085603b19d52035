namespace SpecimenLogistics.Browser;

/// <summary>For what plays a whole day, measures or watches a film: nothing else runs beside it.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class A_machine_to_itself
{
    public const string Name = "a machine to itself";
}
