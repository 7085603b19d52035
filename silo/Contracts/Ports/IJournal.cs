namespace SpecimenLogistics.Contracts;

/// <summary>The append-only store of facts, one stream per subject. A completed append is on disk.</summary>
public interface IJournal
{
    /// <summary>
    /// Appends rows to one stream with everything that follows from them, in one transaction, and completes after its
    /// commit. Throws when the outcome is unknown: then nothing may be acknowledged.
    /// </summary>
    Task<AppendOutcome> Append(StreamAppend append, CancellationToken cancel);

    /// <summary>Rows of a stream after <paramref name="afterSeq"/>, in order of recording.</summary>
    Task<IReadOnlyList<JournalRow>> Read(string stream, long afterSeq, CancellationToken cancel);
}

/// <param name="ExpectedSeq">The stream's last seq as the writer knows it, 0 for a new stream: compare and set.</param>
/// <param name="State">The subject's view after these facts; may come without any fact.</param>
/// <param name="Outbox">Summaries to send: of one (sender, receiver) only the newest is kept.</param>
/// <param name="Deadlines">All deadlines this stream now waits for, replacing those before; null leaves them.</param>
public sealed record StreamAppend(
    string Stream, long ExpectedSeq, IReadOnlyList<FactEnvelope> Facts, EntityState? State,
    IReadOnlyList<OutboxItem> Outbox, IReadOnlyList<DeadlineItem>? Deadlines, IReadOnlyList<TubeItem> Tubes);

/// <summary>A subject's current view, as the read model holds it. Kind and id as in <c>Subject</c>.</summary>
public sealed record EntityState(string Kind, string Id, byte[] View);
/// <param name="Version">The sender's stream seq that this summary speaks of.</param>
/// <param name="Payload">UTF-8 JSON of the Learned fact's envelope payload.</param>
public sealed record OutboxItem(string Sender, string Receiver, long Version, byte[] Payload)
{
    /// <summary>The commit it came from, where that is followed and was this process's; default otherwise. Not stored.</summary>
    public System.Diagnostics.ActivityContext Trace { get; init; }
}

public sealed record DeadlineItem(string Stream, string Kind, long DueAt);
/// <param name="TakenOut">The fact says that it is in the box no longer.</param>
public sealed record TubeItem(string Serial, string Box, long At, Guid Fact, bool TakenOut = false);

public abstract record AppendOutcome
{
    /// <summary>On disk; the stream's last seq now.</summary>
    public sealed record Committed(long Seq) : AppendOutcome;

    /// <summary>Another writer was there first: this activation's knowledge is stale.</summary>
    public sealed record Conflict(long ActualSeq) : AppendOutcome;

    /// <summary>One of these fact ids is already stored.</summary>
    public sealed record Duplicate(Guid FactId) : AppendOutcome;
}

/// <summary>A fact as it is stored, with its place in the chain.</summary>
public sealed record JournalRow(string Stream, long Seq, FactEnvelope Fact, long RecordedAt, byte[] Hash);
