using System.Collections.Concurrent;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Unit.Ingest;

/// <summary>The rest of the store: views to read, what was seen before, what was unreadable.</summary>
sealed class FakeStore : IReadModel, IFeed, IUnreadable, ISeen
{
    readonly ConcurrentDictionary<(string, string), EntityRow> rows = new();
    long position;

    public List<SeenRange> SeenBefore { get; } = [];
    public ConcurrentQueue<UnreadableItem> Unreadable { get; } = new();
    public int Tails { get; private set; }

    public void Put<TView>(string kind, string id, TView view) =>
        rows[(kind, id)] = new(kind, id, rows.TryGetValue((kind, id), out var row) ? row.Seq + 1 : 1, Interlocked.Increment(ref position), 0, ViewJson.Write(view));

    public Task<IReadOnlyList<EntityRow>> All(string kind, CancellationToken cancel) => Rows(row => row.Kind == kind);

    public Task<IReadOnlyList<EntityRow>> Changed(string kind, long afterPosition, CancellationToken cancel) => Rows(row => row.Kind == kind && row.Position > afterPosition);

    public Task<IReadOnlyList<EntityRow>> Tail(long afterPosition, int limit, CancellationToken cancel)
    {
        Tails++;
        return Rows(row => row.Position > afterPosition, limit);
    }

    Task<IReadOnlyList<EntityRow>> Rows(Func<EntityRow, bool> which, int limit = int.MaxValue) =>
        Task.FromResult<IReadOnlyList<EntityRow>>([.. rows.Values.Where(which).OrderBy(row => row.Position).Take(limit)]);

    public IDisposable Subscribe(Action<IReadOnlyList<EntityRow>> changed) => new Nothing();

    /// <summary>Kept, and yet the next so many answers say that it failed.</summary>
    public int LoseAnswers { get; set; }

    public Task Keep(UnreadableItem item, CancellationToken cancel)
    {
        Unreadable.Enqueue(item);
        return LoseAnswers-- > 0 ? Task.FromException(new IOException("the connection was lost after COMMIT")) : Task.CompletedTask;
    }

    public Task<IReadOnlyList<SeenRange>> Load(CancellationToken cancel) => Task.FromResult<IReadOnlyList<SeenRange>>(SeenBefore);

    public Task<EntityRow?> One(string kind, string id, CancellationToken cancel) => throw new NotSupportedException();
    public Task<IReadOnlyList<TubeItem>> FindTube(string serial, CancellationToken cancel) => throw new NotSupportedException();
    public Task<IReadOnlyList<OutboxItem>> Outbox(int limit, CancellationToken cancel) => throw new NotSupportedException();
    public Task OutboxDelivered(IReadOnlyList<OutboxItem> items, CancellationToken cancel) => throw new NotSupportedException();
    public Task<IReadOnlyList<DeadlineItem>> DueDeadlines(long now, int limit, CancellationToken cancel) => throw new NotSupportedException();
    public Task<StoreCounts> Counts(CancellationToken cancel) => throw new NotSupportedException();
    public Task<IReadOnlyList<UnreadableItem>> Newest(int limit, CancellationToken cancel) => throw new NotSupportedException();

    sealed class Nothing : IDisposable
    {
        public void Dispose() { }
    }
}
