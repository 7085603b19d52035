using System.Data.Common;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Journal;

/// <summary>
/// A batch is one transaction, and is answered after its commit: durable, then visible, then acknowledged. Whoever drives it is
/// alone with it.
/// </summary>
internal sealed class Transactions : IDisposable
{
    readonly Dialect _dialect;
    readonly TimeProvider _programme;
    readonly Feed _feed;
    readonly ILogger _log;
    readonly WriterMeter _meter = new();
    readonly WriterTrouble _trouble;
    readonly int _seenNotedEvery;
    readonly Answering _answering;
    IReadOnlyList<Work> _batch = [];
    Tables? _tables;
    StoreTally _tally;
    int _refused;

    /// <param name="answering">null answers on the thread that drives it.</param>
    public Transactions(Dialect dialect, TimeProvider programme, Feed feed, WriterTrouble trouble, ILogger log, int seenNotedEvery, Answering? answering = null)
    {
        (_dialect, _programme, _feed, _trouble, _log, _seenNotedEvery, _answering) = (dialect, programme, feed, trouble, log, seenNotedEvery, answering ?? Answers.Here);
        _tables = Open();
        _tally = StoreTally.Of(_tables);
    }

    /// <summary>What is stored, as of the last commit.</summary>
    public StoreTally Tally => Volatile.Read(ref _tally);

    public WriterMeter Meter => _meter;
    public OutboxTraces Traces { get; } = new();

    /// <summary>Batches in a row whose outcome was unknown.</summary>
    public int Failures { get; private set; }

    /// <summary>Writes the batch and answers each of it; false where the outcome is unknown, which each is told.</summary>
    public bool Take(IReadOnlyList<Work> batch)
    {
        _batch = batch;
        _refused = 0;
        var commit = JournalTrace.Commit(batch);
        try
        {
            Write(_tables ??= Open());
        }
        catch (Exception e)
        {
            JournalTrace.Failed(commit);
            FailBatch(e);
            Failures++;
            return false;
        }
        JournalTrace.Ended(commit, _refused);
        Failures = 0;
        _trouble.Committed();
        _meter.Committed(_batch.Count);
        _tally = StoreTally.Of(_tables);
        Tell(_tables.Entities.TakeChanged(), commit);
        _answering(_batch, static work => work.Complete());
        return true;
    }

    void Tell(IReadOnlyList<EntityRow> changed, Activity? commit)
    {
        if (commit is not null)
            foreach (var work in _batch)
                if (work.Wait is not null) Traces.Remember(work.Tells, commit.Context);
        using var told = JournalTrace.Publish(commit, changed.Count);
        _feed.Publish(changed);
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
                _refused++;
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
        _answering(_batch, work => work.Fail(new JournalException("the outcome is unknown: " + e.Message, e)));
    }

    Tables Open()
    {
        var session = _dialect.OpenWriter();
        try
        {
            Migration.Run(session, _dialect);
            foreach (var danger in _dialect.Check(session.Reader)) _log.LogWarning("{Danger}", danger);
            return new Tables(session, _seenNotedEvery);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    long Now() => Domain.Instant.From(_programme.GetUtcNow()).Microseconds;

    public void Dispose()
    {
        _tables?.Dispose();
        _meter.Dispose();
    }
}
