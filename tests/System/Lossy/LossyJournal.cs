using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Tests.Processes.Lossy;

/// <summary>
/// The real journal, but of every <see cref="OneIn"/> facts that it says are on disk, one is not: the next packed tube. (A tube
/// has no second witness. Of what two people scan, the other scan may make good the loss, and that would prove nothing.)
/// </summary>
sealed class LossyJournal(IJournal inner) : IJournal
{
    public const int OneIn = 1_000;

    /// <summary>Before the id of each fact lost, on the server's standard error.</summary>
    public const string Word = "lost on purpose:";

    const string PackedTube = "tube-packed";
    readonly Lock _gate = new();
    int _sinceLoss;

    public Task<AppendOutcome> Append(StreamAppend append, CancellationToken cancel) =>
        inner.Append(Victim(append.Facts) is { } lost
            ? append with { Facts = [.. append.Facts.Where(f => f.Id != lost)], Tubes = [.. append.Tubes.Where(t => t.Fact != lost)] }
            : append, cancel);

    public Task<IReadOnlyList<JournalRow>> Read(string stream, long afterSeq, CancellationToken cancel) => inner.Read(stream, afterSeq, cancel);

    Guid? Victim(IReadOnlyList<FactEnvelope> facts)
    {
        lock (_gate)
        {
            _sinceLoss += facts.Count;
            if (_sinceLoss < OneIn || facts.FirstOrDefault(f => f.Kind == PackedTube) is not { } lost) return null;
            _sinceLoss -= OneIn;
            Console.Error.WriteLine($"{Word} {lost.Id}");
            return lost.Id;
        }
    }
}
