namespace SpecimenLogistics.Contracts;

/// <summary>Something without which this process must not be given work.</summary>
public interface IReadiness
{
    /// <summary>Why not, in a few words; null where nothing is in the way.</summary>
    string? WhyNot { get; }
}
