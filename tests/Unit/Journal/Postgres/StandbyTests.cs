using SpecimenLogistics.Contracts;
using SpecimenLogistics.Journal;
using SpecimenLogistics.Tests.Postgres;
using static SpecimenLogistics.Unit.Journal.Samples;

namespace SpecimenLogistics.Unit.Journal.Postgres;

/// <summary>Where a commit waits for a standby: PostgreSQL answers that it is committed, with a warning, when the wait is broken off.</summary>
public sealed class StandbyTests
{
    [Fact(Timeout = 60_000)]
    public async Task A_commit_whose_wait_for_the_standby_was_broken_off_is_not_acknowledged_and_the_same_again_is_known()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var database = new PrivatePostgres(durable: false);
        var address = database.NewStore();
        using var store = new TestStore(On.Postgres, store: address);
        await store.Journal.Append(Append("box/A", 0, Fact(0)), cancel);
        Names(address, "nobody");

        // Settings that are read again hold in their own time: what is committed before that has waited for nobody.
        var (seq, append) = (0, Task.FromResult<AppendOutcome>(null!));
        while (append.IsCompletedSuccessfully)
        {
            append = store.Journal.Append(Append("box/A", ++seq, Fact(seq)), cancel);
            while (!append.IsCompleted)
            {
                PrivatePostgres.Run(address, "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'");
                await Task.Delay(20, cancel);
            }
        }
        await Assert.ThrowsAsync<JournalException>(() => append);

        Names(address, "");
        Assert.Equal(new AppendOutcome.Conflict(seq + 1), await store.Journal.Append(Append("box/A", seq, Fact(seq)), cancel));
        Assert.Equal(new AppendOutcome.Committed(seq + 2), await store.Journal.Append(Append("box/A", seq + 1, Fact(seq + 1)), cancel));
        Assert.Empty(store.Verify().Breaks);
    }

    static void Names(string address, string standbys)
    {
        PrivatePostgres.Run(address, $"ALTER SYSTEM SET synchronous_standby_names = '{standbys}'");
        PrivatePostgres.Run(address, "SELECT pg_reload_conf()");
    }
}
