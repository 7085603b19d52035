using System.Collections.Concurrent;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Journal;
using SpecimenLogistics.Tests.Postgres;
using static SpecimenLogistics.Unit.Journal.Samples;

namespace SpecimenLogistics.Unit.Journal;

/// <summary>The database goes away, a process stops in its turn: nothing acknowledged is lost, and the others go on.</summary>
public sealed class LostConnectionTests
{
    [Fact]
    public async Task A_connection_that_is_gone_makes_an_unknown_outcome_and_the_next_request_finds_another()
    {
        using var store = new TestStore(On.Postgres);
        await store.Journal.Append(Append("box/A", 0, Fact(1)), Soon);
        await store.Journal.Read("box/A", 0, Soon);
        store.Sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = current_schema() AND pid <> pg_backend_pid()");
        Assert.Single(await store.Journal.Read("box/A", 0, Soon));
        await Assert.ThrowsAsync<JournalException>(() => store.Journal.Append(Append("box/A", 1, Fact(2)), Soon));
        Assert.Equal(new AppendOutcome.Committed(2), await store.Journal.Append(Append("box/A", 1, Fact(2)), Soon));
        Assert.Empty(store.Verify().Breaks);
    }

    [Fact]
    public async Task A_power_cut_of_the_database_loses_nothing_that_was_acknowledged_and_writers_come_back()
    {
        using var server = new PrivatePostgres(durable: true);
        var address = server.NewStore();
        using var one = new TestStore(On.Postgres, store: address);
        using var two = new TestStore(On.Postgres, store: address);
        var acknowledged = new ConcurrentBag<(string Stream, Guid Fact)>();
        using var end = new CancellationTokenSource();
        var callers = Enumerable.Range(0, 8).Select(caller => Task.Run(() => Write((caller % 2 == 0 ? one : two).Journal, caller, acknowledged, end.Token))).ToList();
        for (var cut = 1; cut <= 2; cut++)
        {
            await Until(() => acknowledged.Count >= cut * 400);
            server.Cut();
            server.StartAgain();
        }
        await Until(() => acknowledged.Count >= 1200);
        await end.CancelAsync();
        await Task.WhenAll(callers);
        foreach (var stream in acknowledged.GroupBy(a => a.Stream))
            Assert.Empty(stream.Select(a => a.Fact).Except((await two.Journal.Read(stream.Key, 0, Soon)).Select(r => r.Fact.Id)));
        Assert.Empty(one.Verify().Breaks);
    }

    /// <summary>As a grain does: an unknown outcome is asked again with the same fact, from what the store has.</summary>
    static async Task Write(IJournal journal, int caller, ConcurrentBag<(string, Guid)> acknowledged, CancellationToken end)
    {
        var (stream, seq) = ($"box/{caller}", 0L);
        for (var n = 0; !end.IsCancellationRequested; n++)
        {
            var fact = Fact(caller * 1_000_000 + n);
            while (true)
            {
                AppendOutcome? outcome = null;
                try { outcome = await journal.Append(Append(stream, seq, fact) with { State = State($"{caller}", $"{n}") }, Soon); }
                catch (JournalException) { }
                if (outcome is AppendOutcome.Conflict conflict) seq = conflict.ActualSeq;
                if (outcome is AppendOutcome.Committed committed) seq = committed.Seq;
                if (outcome is AppendOutcome.Committed or AppendOutcome.Duplicate) break;
            }
            acknowledged.Add((stream, fact.Id));
        }
    }

    [Fact]
    public async Task A_process_that_stops_in_its_turn_loses_it_and_the_others_go_on()
    {
        using var store = new TestStore(On.Postgres);
        await store.Journal.Append(Append("box/A", 0, Fact(1)), Soon);
        var dialect = new PostgresDialect(store.Store!, TimeSpan.FromMinutes(1));
        using var frozen = dialect.OpenWriter();
        Assert.Equal("6s", frozen.Reader.First("SHOW idle_in_transaction_session_timeout", r => r.GetString(0)));
        frozen.Run("SET idle_in_transaction_session_timeout = '500ms'");
        var tables = new Tables(frozen, 50_000);
        tables.Begin([]);
        var waiting = store.Journal.Append(Append("box/A", 1, Fact(2)), Soon);
        Assert.Equal(new AppendOutcome.Committed(2), await waiting);
        Assert.ThrowsAny<System.Data.Common.DbException>(() =>
        {
            tables.Mark();
            tables.Flush();
            frozen.Commit();
        });
        Assert.Equal(2, (await store.Read.Counts(Soon)).Facts);
    }

    [Fact]
    public void A_commit_after_an_error_in_its_transaction_is_never_taken_for_one()
    {
        using var store = new TestStore(On.Postgres);
        _ = store.Journal;
        using var session = new PostgresDialect(store.Store!, TimeSpan.FromMinutes(1)).OpenWriter();
        session.Begin();
        Assert.ThrowsAny<System.Data.Common.DbException>(() => session.Run("SELECT 1 / 0"));
        Assert.ThrowsAny<System.Data.Common.DbException>(session.Commit);
    }

    static async Task Until(Func<bool> isSo)
    {
        while (!isSo()) await Task.Delay(20, Soon);
    }
}
