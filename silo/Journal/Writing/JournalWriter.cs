using Microsoft.Extensions.Logging;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Journal;

/// <summary>The one writer: a thread that takes whatever is queued, makes it one transaction, and takes what came meanwhile.</summary>
internal sealed class JournalWriter : IWriter, IDisposable
{
    readonly Dialect _dialect;
    readonly WorkQueue _queue;
    readonly Transactions _transactions;
    readonly Thread _thread;
    readonly List<Work> _batch = [];
    readonly ManualResetEventSlim _closing = new();

    public JournalWriter(Dialect dialect, JournalOptions options, TimeProvider programme, Feed feed, WriterTrouble trouble, ILogger<JournalWriter> log)
    {
        _dialect = dialect;
        _queue = new WorkQueue(options.QueueLength, options.PerTransaction);
        _transactions = new Transactions(dialect, programme, feed, trouble, log, options.SeenNotedEvery, Answers.OnThePool);
        _transactions.Meter.Watch(() => _queue.Waiting);
        _thread = new Thread(Run) { Name = "journal writer", IsBackground = true };
        _thread.Start();
    }

    public StoreTally Tally => _transactions.Tally;

    public OutboxItem Followed(OutboxItem item) => _transactions.Traces.Followed(item);

    public int Waiting => _queue.Waiting;

    public Task<T> Do<T>(Work<T> work, CancellationToken cancel)
    {
        work.Wait = JournalTrace.Wait();
        return !cancel.CanBeCanceled && _queue.TryPut(work) ? work.Done : Wait(work, cancel);
    }

    async Task<T> Wait<T>(Work<T> work, CancellationToken cancel)
    {
        try { await _queue.Put(work, cancel).ConfigureAwait(false); }
        catch (System.Threading.Channels.ChannelClosedException e) { throw new JournalException("the store is closed", e); }
        return await work.Done.WaitAsync(cancel).ConfigureAwait(false);
    }

    void Run()
    {
        while (_queue.Take(_batch))
            if (!_transactions.Take(_batch)) _closing.Wait(_dialect.Pause(_transactions.Failures));
    }

    /// <summary>Takes no more, finishes what is queued, closes the file.</summary>
    public void Dispose()
    {
        _queue.Close();
        _closing.Set();
        _thread.Join();
        _transactions.Dispose();
    }
}
