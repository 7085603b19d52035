using Orleans;

namespace SpecimenLogistics.Contracts;

/// <summary>Somebody in a process that chance chose, who is asked about the store by one whom it does not answer. Nothing is kept of him.</summary>
[Alias("witness")]
public interface IWitnessGrain : IGrainWithGuidKey
{
    /// <summary>true where the store has answered that process in the last seconds.</summary>
    [Alias("store-answers"), ResponseTimeout("00:00:02")]
    Task<bool> StoreAnswers();
}
