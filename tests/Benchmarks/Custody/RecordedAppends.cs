using System.Collections.Concurrent;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Benchmarks.Custody;

/// <summary>Remembers, in their order, the appends that pass between <see cref="Begin"/> and <see cref="End"/>.</summary>
sealed class RecordedAppends
{
    readonly ConcurrentQueue<StreamAppend> _appends = new();
    volatile bool _on;

    public IReadOnlyList<StreamAppend> Appends => [.. _appends];
    public void Begin() => _on = true;
    public void End() => _on = false;

    public IJournal Around(IJournal journal) => new Recording(journal, this);

    sealed class Recording(IJournal inner, RecordedAppends to) : IJournal
    {
        public Task<AppendOutcome> Append(StreamAppend append, CancellationToken cancel)
        {
            if (to._on) to._appends.Enqueue(append);
            return inner.Append(append, cancel);
        }

        public Task<IReadOnlyList<JournalRow>> Read(string stream, long afterSeq, CancellationToken cancel) => inner.Read(stream, afterSeq, cancel);
    }
}
