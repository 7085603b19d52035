using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Simulation;

/// <summary>The store as one machine sees it: over the network, whichever process writes now.</summary>
sealed class Remote(Machine me, Func<Store> store, Network network, Sabotage sabotage) : IJournal, ITrack, IReadModel, IUnreadable, ISeen
{
    Task<T> Ask<T>(string what, Func<Store, Task<T>> work)
    {
        var at = store();
        return network.Ask(me, at, what, () => work(at));
    }

    async Task Tell(string what, Func<Store, Task> work) => await Ask(what, async s => { await work(s); return true; });

    public async Task<AppendOutcome> Append(StreamAppend append, CancellationToken cancel)
    {
        if (sabotage == Sabotage.NoCompareAndSet) append = await AtTheEnd(append);
        try { return await Ask($"append to {append.Stream}", s => s.Journal.Append(append, CancellationToken.None)); }
        catch (Exception) when (sabotage == Sabotage.YesForUnknown) { return new AppendOutcome.Committed(append.ExpectedSeq + append.Facts.Count); }
    }

    async Task<StreamAppend> AtTheEnd(StreamAppend append) =>
        append with { ExpectedSeq = (await store().Journal.Read(append.Stream, 0, CancellationToken.None)).LastOrDefault()?.Seq ?? 0 };

    public Task<IReadOnlyList<JournalRow>> Read(string stream, long afterSeq, CancellationToken cancel) => Ask($"read {stream}", s => s.Journal.Read(stream, afterSeq, CancellationToken.None));

    public Task<TrackOutcome> Append(TelemetryBatch batch, CancellationToken cancel) => Ask($"telemetry of {batch.Hearer}", s => s.Track.Append(batch, CancellationToken.None));
    public Task<IReadOnlyList<HeardRow>> Heard(string hearer, long afterN, int limit, CancellationToken cancel) => Ask($"what {hearer} heard", s => s.Track.Heard(hearer, afterN, limit, CancellationToken.None));
    public Task<IReadOnlyList<PositionRow>> Positions(string hearer, long from, long to, CancellationToken cancel) => throw new NotSupportedException();
    public Task<IReadOnlyList<TemperatureRow>> Temperatures(long afterRow, int limit, CancellationToken cancel) => throw new NotSupportedException();
    public Task<IReadOnlyList<TemperatureRow>> TemperaturesOf(string hearer, long from, long to, CancellationToken cancel) => throw new NotSupportedException();
    public Task<long> KeptFrom(string table, CancellationToken cancel) => Ask($"what of {table} was destroyed", s => s.Track.KeptFrom(table, CancellationToken.None));
    public Task<IReadOnlyList<VehicleLast>> Last(CancellationToken cancel) => throw new NotSupportedException();

    public Task<IReadOnlyList<EntityRow>> All(string kind, CancellationToken cancel) => Ask($"all of {kind}", s => s.ReadModel.All(kind, CancellationToken.None));
    public Task<IReadOnlyList<EntityRow>> Changed(string kind, long afterPosition, CancellationToken cancel) => Ask($"changes of {kind}", s => s.ReadModel.Changed(kind, afterPosition, CancellationToken.None));
    public Task<EntityRow?> One(string kind, string id, CancellationToken cancel) => Ask($"view of {kind}/{id}", s => s.ReadModel.One(kind, id, CancellationToken.None));
    public Task<IReadOnlyList<EntityRow>> Tail(long afterPosition, int limit, CancellationToken cancel) => Ask("tail", s => s.ReadModel.Tail(afterPosition, limit, CancellationToken.None));
    public Task<IReadOnlyList<TubeItem>> FindTube(string serial, CancellationToken cancel) => throw new NotSupportedException();
    public async Task<IReadOnlyList<OutboxItem>> Outbox(int limit, CancellationToken cancel)
    {
        var items = await Ask("outbox", s => s.ReadModel.Outbox(limit, CancellationToken.None));
        if (sabotage == Sabotage.OutboxForgets) await OutboxDelivered(items, cancel);
        return items;
    }

    public Task OutboxDelivered(IReadOnlyList<OutboxItem> items, CancellationToken cancel) => Tell("outbox delivered", s => s.ReadModel.OutboxDelivered(items, CancellationToken.None));
    public Task<IReadOnlyList<DeadlineItem>> DueDeadlines(long now, int limit, CancellationToken cancel) => throw new NotSupportedException();
    public Task<StoreCounts> Counts(CancellationToken cancel) => throw new NotSupportedException();

    public Task Keep(UnreadableItem item, CancellationToken cancel) => Tell("unreadable", s => s.Unreadable.Keep(item, CancellationToken.None));
    public Task<IReadOnlyList<UnreadableItem>> Newest(int limit, CancellationToken cancel) => throw new NotSupportedException();
    public Task<IReadOnlyList<SeenRange>> Load(CancellationToken cancel) => Ask("what is stored", s => s.Seen.Load(CancellationToken.None));
}
