using Orleans.Runtime;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Server;

/// <summary>Ready as long as the cluster counts this process among its members.</summary>
sealed class SiloReadiness(ISiloStatusOracle silos) : IReadiness
{
    public string? WhyNot => silos.CurrentStatus == SiloStatus.Active ? null : $"this process is {silos.CurrentStatus.ToString().ToLowerInvariant()} in its cluster";
}
