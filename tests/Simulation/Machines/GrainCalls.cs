using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Unit.Ingest;

namespace SpecimenLogistics.Simulation;

/// <summary>Grains as one machine calls them, wherever it believes that they are.</summary>
sealed class GrainCalls(Machine me, Placement placement, Network network) : StringKeyedGrains
{
    public override TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null) =>
        (TGrainInterface)(object)new Proxy(Code.Parse<Subject>($"{typeof(TGrainInterface).Name[1..^"Grain".Length].ToLowerInvariant()}/{primaryKey}"), this);

    Task<T> Ask<T>(Subject subject, string what, Func<ISubjectGrain, Task<T>> call, bool interleaves = false)
    {
        var silo = placement.Of(subject, me);
        return network.Ask(me, silo, $"{what} {subject}", () => silo.Call(subject, call, interleaves));
    }

    void Tell(Subject subject, Func<ISubjectGrain, Task> call)
    {
        var silo = placement.Of(subject, me);
        network.Send(me, silo, $"hint to {subject}", () => _ = Quietly(silo.Call(subject, async g => { await call(g); return true; })));
    }

    /// <summary>Nobody hears what became of a message without an answer.</summary>
    static async Task Quietly(Task call)
    {
        try { await call; }
        catch (Exception error) when (error is TimeoutException or NotKnownStoredException) { }
    }

    sealed class Proxy(Subject subject, GrainCalls calls)
        : IBoxGrain, ISiteGrain, ICourierGrain, IDeliveryGrain, IDeviceGrain, IIncidentGrain, IPlanGrain, IProgrammeGrain, IVehicleGrain, IDockGrain
    {
        public Task<RecordOutcome> Record(FactBatch batch) => calls.Ask(subject, "record", g => g.Record(batch));
        public Task<ViewBytes> Read() => calls.Ask(subject, "read", g => g.Read(), interleaves: true);
        public Task<long> CatchUp() => calls.Ask(subject, "catch up", g => ((IHearerGrain)g).CatchUp());

        public Task Heard(HeardHint hint)
        {
            calls.Tell(subject, g => ((IHearerGrain)g).Heard(hint));
            return Task.CompletedTask;
        }
    }
}

/// <summary>Who has which grain, as each machine believes. After a split they believe different things, and both are served.</summary>
sealed class Placement(Func<IReadOnlyList<Silo>> silos, Dice dice)
{
    readonly Dictionary<(Subject, Machine?), Silo> owners = [];
    bool split;

    public void Split()
    {
        owners.Clear();
        split = true;
    }

    public Silo Of(Subject subject, Machine asker)
    {
        var key = (subject, split ? asker : null);
        if (owners.TryGetValue(key, out var owner) && !owner.IsDead) return owner;
        return owners[key] = dice.Of(silos());
    }
}
