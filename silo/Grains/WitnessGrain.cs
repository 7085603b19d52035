using Orleans;
using Orleans.Placement;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Grains;

[RandomPlacement]
public sealed class WitnessGrain(SharedDuty duty) : Grain, IWitnessGrain
{
    public Task<bool> StoreAnswers()
    {
        DeactivateOnIdle();
        return Task.FromResult(duty.StoreAnswers);
    }
}
