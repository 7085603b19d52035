namespace SpecimenLogistics.Contracts;

/// <summary>What screens, the REST API and the background loops read. Never written through.</summary>
public interface IReadModel
{
    Task<IReadOnlyList<EntityRow>> All(string kind, CancellationToken cancel);

    /// <summary>Those of a kind that changed after a position, all of them, in order of position: what a reader of <see cref="All"/> has missed since.</summary>
    Task<IReadOnlyList<EntityRow>> Changed(string kind, long afterPosition, CancellationToken cancel);
    Task<EntityRow?> One(string kind, string id, CancellationToken cancel);

    /// <summary>Views changed after a position, in order of position; the last position seen goes into the next call.</summary>
    Task<IReadOnlyList<EntityRow>> Tail(long afterPosition, int limit, CancellationToken cancel);

    /// <summary>Every box a tube was packed into or read from.</summary>
    Task<IReadOnlyList<TubeItem>> FindTube(string serial, CancellationToken cancel);

    Task<IReadOnlyList<OutboxItem>> Outbox(int limit, CancellationToken cancel);

    /// <summary>Takes delivered summaries off; one that has a newer version by now stays.</summary>
    Task OutboxDelivered(IReadOnlyList<OutboxItem> items, CancellationToken cancel);

    Task<IReadOnlyList<DeadlineItem>> DueDeadlines(long now, int limit, CancellationToken cancel);
    Task<StoreCounts> Counts(CancellationToken cancel);
}

/// <param name="Seq">The view's version: the stream's seq it was made from.</param>
/// <param name="Position">Rises with every change of any view in this store.</param>
public sealed record EntityRow(string Kind, string Id, long Seq, long Position, long ChangedAt, byte[] View);

public sealed record StoreCounts(long Facts, long Telemetry, long Unreadable, long Outbox, long Deadlines);

/// <summary>Pushes views as they are committed, in this process. A reader that falls behind loses rows and is told so; it then tails.</summary>
public interface IFeed
{
    /// <summary>Calls <paramref name="changed"/> on the writer's thread right after each commit; it must not block.</summary>
    IDisposable Subscribe(Action<IReadOnlyList<EntityRow>> changed);
}
