using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Journal;

internal sealed class StreamJournal(IWriter writer, ReaderPool readers) : IJournal
{
    const string After = " WHERE stream = $1 AND seq > $2 ORDER BY seq";

    public Task<AppendOutcome> Append(StreamAppend append, CancellationToken cancel)
    {
        ArgumentException.ThrowIfNullOrEmpty(append.Stream);
        ArgumentOutOfRangeException.ThrowIfNegative(append.ExpectedSeq);
        // A null payload in the table means "destroyed": it never comes in that way.
        foreach (var fact in append.Facts) ArgumentNullException.ThrowIfNull(fact.Payload, nameof(append));
        return writer.Do(new AppendWork(append), cancel);
    }

    public async Task<IReadOnlyList<JournalRow>> Read(string stream, long afterSeq, CancellationToken cancel) =>
        await readers.Read(r => r.Query(FactRows.Select + After, row => FactRows.Read(row).Row, stream, afterSeq), cancel).ConfigureAwait(false);
}
