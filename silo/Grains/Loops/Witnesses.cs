using Microsoft.Extensions.Logging;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Grains;

/// <summary>Asks in other processes whether the store answers there. Chance places a witness; of so many one is elsewhere, or of the next so many.</summary>
sealed class Witnesses(IGrainFactory grains, ILogger<CutOff> log)
{
    const int Many = 6;

    public async Task<bool> AreAnswered() => (await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => Ask()))).Contains(true);

    async Task<bool> Ask()
    {
        try { return await grains.GetGrain<IWitnessGrain>(Guid.NewGuid()).StoreAnswers(); }
        catch (Exception error)
        {
            log.LogDebug(error, "a witness did not answer");
            return false;
        }
    }
}
