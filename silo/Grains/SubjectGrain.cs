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
    readonly HashSet<Guid> seen = [];
    Folded<TState> confirmed = null!;
    Subject subject;

    protected TState State => confirmed.State;
    protected Subject Subject => subject;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        subject = new Subject(kind, this.GetPrimaryKeyString());
        var state = TState.Start(subject.Id);
        var seq = 0L;
        foreach (var row in await Stored(cancellationToken))
        {
            state = state.Apply(row.Fact.ToRecorded());
            seen.Add(row.Fact.Id);
            seq = row.Seq;
        }
        confirmed = Folded<TState>.Of(state, seq);
    }

    async Task<IReadOnlyList<JournalRow>> Stored(CancellationToken cancel)
    {
        try { return await journal.Read(subject.Value, 0, cancel); }
        catch (Exception error) when (error is not OperationCanceledException) { throw new NotKnownStoredException(error.Message); }
    }

    public Task<ViewBytes> Read() => Task.FromResult(new ViewBytes(confirmed.Seq, confirmed.View));

    public Task<RecordOutcome> Record(FactBatch batch) => Append(batch.Facts);

    /// <summary>Appends facts not seen before; on anything but a commit this activation is no longer to be trusted.</summary>
    protected async Task<RecordOutcome> Append(IReadOnlyList<FactEnvelope> facts)
    {
        var fresh = facts.Where(f => !seen.Contains(f.Id)).DistinctBy(f => f.Id).ToList();
        if (fresh.Count == 0) return new RecordOutcome(0, facts.Count, confirmed.Seq);
        try
        {
            var state = confirmed.State;
            foreach (var fact in fresh) state = state.Apply(fact.ToRecorded());
            var next = Folded<TState>.Of(state, confirmed.Seq + fresh.Count);
            var append = Appending.Of(subject, confirmed, next, fresh);
            switch (await journal.Append(append, CancellationToken.None))
            {
                case AppendOutcome.Committed:
                    confirmed = next;
                    foreach (var fact in fresh) seen.Add(fact.Id);
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
