using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Grains;

/// <summary>
/// The one shell around every subject: recover by folding the stream; fold what is new; append with all that follows from
/// it; only then confirm. Calls do not interleave but for reads, and reads see confirmed state.
/// </summary>
public abstract class SubjectGrain<TState>(SubjectKind kind, IJournal journal, ILogger logger) : Grain, ISubjectGrain
    where TState : class, IFold<TState>
{
    // With the moment of each: those of what is long over are forgotten with it.
    readonly Dictionary<Guid, Instant> seen = [];
    Folded<TState> confirmed = null!;
    Subject subject;

    protected TState State => confirmed.State;
    protected Subject Subject => subject;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        subject = new Subject(kind, this.GetPrimaryKeyString());
        await Recover(Keeping.Fold<TState>, cancellationToken);
    }

    /// <summary>From the store, with every id that it has: whoever was refused as known may ask again and is recognised.</summary>
    async Task Recover(Func<string, IReadOnlyList<Recorded>, TState> fold, CancellationToken cancel)
    {
        var rows = await Stored(cancel);
        var state = fold(subject.Id, [.. rows.Select(r => r.Fact.ToRecorded())]);
        foreach (var row in rows) seen[row.Fact.Id] = new Instant(row.Fact.OccurredAt);
        confirmed = Folded<TState>.Of(state, rows.Count == 0 ? 0 : rows[^1].Seq);
    }

    async Task<IReadOnlyList<JournalRow>> Stored(CancellationToken cancel)
    {
        try { return await journal.Read(subject.Value, 0, cancel); }
        catch (Exception error) when (error is not OperationCanceledException) { throw new NotKnownStoredException(error.Message); }
    }

    public Task<ViewBytes> Read() => Task.FromResult(new ViewBytes(confirmed.Seq, confirmed.View));

    public Task<RecordOutcome> Record(FactBatch batch) => Append(batch.Facts);

    static List<Recorded> Recorded(IEnumerable<FactEnvelope> facts) => [.. facts.Select(f => f.ToRecorded())];

    List<FactEnvelope> Fresh(IReadOnlyList<FactEnvelope> facts) => [.. facts.Where(f => !seen.ContainsKey(f.Id)).DistinctBy(f => f.Id)];

    void PutAway()
    {
        var settled = confirmed.State.Settled();
        if (ReferenceEquals(settled, confirmed.State)) return;
        confirmed = confirmed.PutAway(settled);
        foreach (var (id, at) in seen)
            if (at < settled.PastUntil) seen.Remove(id);
    }

    /// <summary>Appends facts not seen before; on anything but a commit this activation is no longer to be trusted.</summary>
    protected async Task<RecordOutcome> Append(IReadOnlyList<FactEnvelope> facts)
    {
        var fresh = Fresh(facts);
        if (fresh.Count == 0) return new RecordOutcome(0, facts.Count, confirmed.Seq);
        try
        {
            var told = Recorded(fresh);
            var late = told.Any(fact => Keeping.IsLate(confirmed.State, fact));
            if (late)
            {
                logger.LogInformation("{Subject}: told late of what was put away; folded from its first fact on", subject);
                await Recover(Keeping.Whole<TState>, CancellationToken.None);
                if ((fresh = Fresh(facts)).Count == 0) return new RecordOutcome(0, facts.Count, confirmed.Seq);
                told = Recorded(fresh);
            }
            var state = told.Aggregate(confirmed.State, (state, fact) => state.Apply(fact));
            var next = confirmed.Then(state, confirmed.Seq + fresh.Count);
            var append = Appending.Of(subject, confirmed, next, fresh);
            switch (await journal.Append(append, CancellationToken.None))
            {
                case AppendOutcome.Committed:
                    confirmed = next;
                    foreach (var fact in fresh) seen[fact.Id] = new Instant(fact.OccurredAt);
                    // Late facts come in crowds, a telephone's whole evening: nothing is put away between them.
                    if (!late) PutAway();
                    return new RecordOutcome(fresh.Count, facts.Count - fresh.Count, next.Seq);
                case AppendOutcome.Conflict conflict:
                    throw new StaleActivationException($"{subject} is at {conflict.ActualSeq}, not at {confirmed.Seq}");
                case AppendOutcome.Duplicate duplicate:
                    throw new StaleActivationException($"{subject} already has {duplicate.FactId}");
                default:
                    throw new InvalidOperationException("an unknown outcome");
            }
        }
        catch (Exception error)
        {
            logger.LogWarning(error, "{Subject}: an append did not complete; the next call starts from the store", subject);
            DeactivateOnIdle();
            if (error is StaleActivationException) throw;
            // Its sentence alone: what it was made of does not reach another process.
            throw new NotKnownStoredException(error.Message);
        }
    }
}

/// <summary>This activation knew less than the store. Ask again with the same ids: the next one reads the store first.</summary>
[GenerateSerializer, Alias("stale-activation")]
public sealed class StaleActivationException(string message) : NotKnownStoredException(message);
