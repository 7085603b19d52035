namespace SpecimenLogistics.Journal;

/// <summary>Where requests to the store go.</summary>
internal interface IWriter
{
    /// <summary>What is stored, as of the last commit.</summary>
    StoreTally Tally { get; }

    /// <summary>The item with the trace it belongs to, where it is one of ours and followed.</summary>
    Contracts.OutboxItem Followed(Contracts.OutboxItem item);

    /// <summary>Queues a request, waiting while the queue is full. Cancelled after that, the outcome is unknown.</summary>
    Task<T> Do<T>(Work<T> work, CancellationToken cancel);
}
