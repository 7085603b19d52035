using Microsoft.Extensions.Logging.Abstractions;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Journal;

namespace SpecimenLogistics.Simulation;

/// <summary>The machine that writes: the store's own queue and transactions, driven by the world instead of a thread.</summary>
sealed class Store : Machine, IWriter
{
    readonly World world;
    readonly WorkQueue queue = new(4_096, 512);
    readonly Transactions transactions;
    readonly List<Work> batch = [];
    bool turning;

    /// <summary>So few that a history has some.</summary>
    const int SeenNotedEvery = 20;

    public Store(World world, Dialect dialect, WorldTime time, string name) : base(name)
    {
        this.world = world;
        Feed = new Feed(NullLogger<Feed>.Instance);
        transactions = new Transactions(dialect, time, Feed, new WriterTrouble(dialect, time), NullLogger.Instance, SeenNotedEvery);
        Readers = new ReaderPool(dialect, 4);
        Journal = new StreamJournal(this, Readers);
        Track = new TrackStore(this, Readers);
        ReadModel = new ReadModel(this, Readers, dialect);
        Unreadable = new UnreadableStore(this, Readers);
        Seen = new SeenStore(Readers);
    }

    public Feed Feed { get; }
    public ReaderPool Readers { get; }
    public IJournal Journal { get; }
    public ITrack Track { get; }
    public IReadModel ReadModel { get; }
    public IUnreadable Unreadable { get; }
    public ISeen Seen { get; }
    public StoreTally Tally => transactions.Tally;
    public OutboxItem Followed(OutboxItem item) => transactions.Traces.Followed(item);

    public async Task<T> Do<T>(Work<T> work, CancellationToken cancel)
    {
        if (!queue.TryPut(work)) throw new JournalException("the queue is full");
        if (!turning)
        {
            turning = true;
            world.After(TimeSpan.FromMicroseconds(700), Turn);
        }
        return await work.Done;
    }

    void Turn()
    {
        turning = false;
        if (IsDead) return;
        queue.Take(batch);
        transactions.Take(batch);
        if (queue.Waiting == 0 || turning) return;
        turning = true;
        world.After(TimeSpan.FromMicroseconds(700), Turn);
    }

    /// <summary>What was in the queue is lost with it; what was committed is not.</summary>
    public override void Die()
    {
        base.Die();
        transactions.Dispose();
        Readers.Dispose();
    }
}
