using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Server;

/// <summary>A process without grains is ready as long as it reaches one that has them.</summary>
sealed class ClientReadiness : IReadiness
{
    int reached;

    /// <summary>How many processes with grains are connected now.</summary>
    public void Reaches(int silos) => Interlocked.Exchange(ref reached, silos);

    public string? WhyNot => Volatile.Read(ref reached) > 0 ? null : "no process with grains is reached";
}
