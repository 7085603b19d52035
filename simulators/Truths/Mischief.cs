namespace SpecimenLogistics.Simulators.Truths;

/// <summary>Faults of the world, decided before the day is played. A fraction says where on the drive to the laboratory it happens.</summary>
internal sealed record Mischief(
    IReadOnlyDictionary<string, (double Fraction, long Ms)> HeldUp,
    IReadOnlyDictionary<(string Trip, string Box), double> Opened,
    IReadOnlyDictionary<(string Trip, string Box), double> Lost)
{
    public static readonly Mischief None = new(
        new Dictionary<string, (double, long)>(), new Dictionary<(string, string), double>(), new Dictionary<(string, string), double>());
}
