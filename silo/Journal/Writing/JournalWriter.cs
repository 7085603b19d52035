using System.Data.Common;
using Microsoft.Extensions.Logging;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Journal;

/// <summary>
/// The one writer: a thread that takes whatever is queued, puts it into one transaction, and answers after its commit.
/// Durable, then visible, then acknowledged.
/// </summary>
internal sealed class JournalWriter : IDisposable
{
    readonly Dialect _dialect;
    readonly TimeProvider _programme;
    readonly Feed _feed;
    readonly ILogger _log;
    readonly WorkQueue _queue;
    readonly Thread _thread;
    readonly List<Work> _batch = [];
    readonly WriterMeter _meter = new();
    readonly WriterTrouble _trouble;
    readonly ManualResetEventSlim _closing = new();
    Tables? _tables;
    int _failures;
    StoreTally _tally;

    public JournalWriter(Dialect dialect, JournalOptions options, TimeProvider programme, Feed feed, WriterTrouble trouble, ILogger<JournalWriter> log)
    {
        (_dialect, _programme, _feed, _trouble, _log) = (dialect, programme, feed, trouble, log);
        _queue = new WorkQueue(options.QueueLength, options.PerTransaction);
        _tables = Open();
        _tally = StoreTally.Of(_tables);
        _thread = new Thread(Run) { Name = "journal writer", IsBackground = true };
        _thread.Start();
    }

    /// <summary>What is stored, as of the last commit.</summary>
    public StoreTally Tally => Volatile.Read(ref _tally);

    public int Waiting => _queue.Waiting;

    /// <summary>Queues a request, waiting while the queue is full. Cancelled after that, the outcome is unknown.</summary>
    public Task<T> Do<T>(Work<T> work, CancellationToken cancel) =>
        !cancel.CanBeCanceled && _queue.TryPut(work) ? work.Done : Wait(work, cancel);

    async Task<T> Wait<T>(Work<T> work, CancellationToken cancel)
    {
        try { await _queue.Put(work, cancel).ConfigureAwait(false); }
        catch (System.Threading.Channels.ChannelClosedException e) { throw new JournalException("the store is closed", e); }
        return await work.Done.WaitAsync(cancel).ConfigureAwait(false);
    }

    void Run()
    {
        while (_queue.Take(_batch))
        {
            try
            {
                Write(_tables ??= Open());
            }
            catch (Exception e)
            {
                FailBatch(e);
                _closing.Wait(_dialect.Pause(++_failures));
                continue;
            }
            _failures = 0;
            _trouble.Committed();
            _meter.Committed(_batch.Count);
            _tally = StoreTally.Of(_tables);
            _feed.Publish(_tables.Entities.TakeChanged());
            foreach (var work in _batch) work.Complete();
        }
    }

    void Write(Tables tables)
    {
        tables.Begin(_batch);
        tables.RecordedAt = Now();
        if (!Together(tables)) Alone(_tables = tables = AfterRefusal(tables));
        tables.Session.Commit();
    }

    /// <summary>All in one go; false when the database refused one of them, and nothing is kept.</summary>
    bool Together(Tables tables)
    {
        tables.Mark();
        try
        {
            foreach (var work in _batch) work.Stage(tables);
            tables.Flush();
            return true;
        }
        catch (Exception e) when (IsOneRequests(e))
        {
            _log.LogDebug("a transaction of {Count} was refused and is tried one by one: {Reason}", _batch.Count, e.Message);
            _meter.OneByOne();
            tables.Session.Rollback();
            tables.Undo();
            if (e is StaleMemoryException) _tables = null;
            return false;
        }
    }

    Tables AfterRefusal(Tables tables)
    {
        if (_tables is null)
        {
            tables.Dispose();
            tables = Open();
        }
        tables.Begin(_batch);
        tables.RecordedAt = Now();
        return tables;
    }

    /// <summary>Each on its own save point, so that the bad one fails alone.</summary>
    void Alone(Tables tables)
    {
        foreach (var work in _batch)
        {
            tables.Mark();
            tables.Session.Save();
            try
            {
                work.Stage(tables);
                tables.Flush();
                tables.Session.Release();
            }
            catch (Exception e) when (IsOneRequests(e))
            {
                tables.Session.RollbackToSave();
                tables.Session.Release();
                tables.Undo();
                work.Refuse(e, tables.Session.Reader);
                _meter.Refused();
            }
        }
    }

    /// <summary>True where an error is about one request and not about the disk or the connection.</summary>
    bool IsOneRequests(Exception e) => _dialect.IsConstraint(e) || e is StaleMemoryException || e is not DbException;

    void FailBatch(Exception e)
    {
        _log.LogError(e, "a transaction of {Count} has an unknown outcome; nothing of it is acknowledged", _batch.Count);
        _meter.Unknown(_batch.Count);
        _trouble.Failed(e);
        try { _tables?.Dispose(); }
        catch (Exception closing) { _log.LogError(closing, "closing the writer's connection"); }
        _tables = null;
        foreach (var work in _batch) work.Fail(new JournalException("the outcome is unknown: " + e.Message, e));
    }

    Tables Open()
    {
        var session = _dialect.OpenWriter();
        try
        {
            Migration.Run(session, _dialect);
            foreach (var danger in _dialect.Check(session.Reader)) _log.LogWarning("{Danger}", danger);
            return new Tables(session);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    long Now() => Domain.Instant.From(_programme.GetUtcNow()).Microseconds;

    /// <summary>Takes no more, finishes what is queued, closes the file.</summary>
    public void Dispose()
    {
        _queue.Close();
        _closing.Set();
        _thread.Join();
        _tables?.Dispose();
        _meter.Dispose();
    }
}
