using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Unit.Ingest;

sealed class FakeGrain(Subject subject, FakeGrains all)
    : IBoxGrain, ISiteGrain, ICourierGrain, IDeliveryGrain, IDeviceGrain, IIncidentGrain, IPlanGrain, IProgrammeGrain, IVehicleGrain, IDockGrain
{
    readonly HashSet<Guid> ids = [];

    public byte[] View { get; set; } = [];

    public async Task<RecordOutcome> Record(FactBatch batch)
    {
        await all.Commit.Pass();
        if (all.Fails(subject)) throw new TimeoutException($"{subject} does not answer");
        lock (ids)
        {
            all.Calls.Enqueue((subject, batch.Facts.Count));
            var stored = 0;
            foreach (var fact in batch.Facts)
            {
                if (!ids.Add(fact.Id)) continue;
                stored++;
                all.Keep(subject, fact.ToRecorded());
            }
            return new(stored, batch.Facts.Count - stored, ids.Count);
        }
    }

    public Task<ViewBytes> Read() => Task.FromResult(new ViewBytes(ids.Count, View));

    public Task<long> CatchUp() => Task.FromResult(0L);

    public Task Heard(HeardHint hint)
    {
        all.Hints.Enqueue((subject.Value, hint));
        return Task.CompletedTask;
    }
}
