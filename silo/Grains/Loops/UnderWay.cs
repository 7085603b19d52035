using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Grains;

/// <summary>With many summaries on their way views are behind the world: what is judged by them would be judged wrong, or twice.</summary>
static class UnderWay
{
    const int Most = 200;

    public static async Task<bool> IsBehind(this IReadModel store, CancellationToken cancel) => (await store.Counts(cancel)).Outbox > Most;
}
