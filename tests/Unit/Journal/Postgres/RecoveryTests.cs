using SpecimenLogistics.Contracts;
using SpecimenLogistics.Journal;
using SpecimenLogistics.Tests.Postgres;
using static SpecimenLogistics.Unit.Journal.Samples;

namespace SpecimenLogistics.Unit.Journal.Postgres;

/// <summary>A database's own means of backup, as <c>silo/Server/deploy/README.md</c> tells of them, step by step.</summary>
public sealed class RecoveryTests : IDisposable
{
    readonly PrivatePostgres _database = new(durable: false, archived: true);
    readonly string _address;
    readonly TestStore _store;

    public RecoveryTests() => _store = new TestStore(On.Postgres, store: _address = _database.NewStore());

    public void Dispose()
    {
        _store.Dispose();
        _database.Dispose();
    }

    [Fact(Timeout = 180_000)]
    public async Task A_database_recovered_to_a_moment_is_whole_as_it_was_then_and_what_devices_still_hold_makes_it_what_it_was_at_last()
    {
        await Round(0);
        _database.TakeBase();
        await Round(1);
        await _store.Roots.Sign(Soon);
        var (then, moment) = (Kept(), _database.Text("SELECT clock_timestamp()::text"));
        await Round(2);
        var later = await _store.Roots.Sign(Soon);
        var last = Kept();
        await Archived();
        _store.Close();

        _database.RecoverTo(moment);
        Assert.Equal(then, Kept());
        Assert.Empty(Verifier.RunShared(_address).Breaks);
        // A root that left the system says that something is missing, which the store itself cannot know.
        var printed = Path.Combine(_store.Folder, "printed.txt");
        File.WriteAllText(printed, later.Root);
        Assert.Contains(Verifier.RunShared(_address, null, printed).Breaks, b => b.Where == "against");

        // Devices that were not told that it is stored send it again; so does whoever has it.
        _store.Reopen();
        await Round(1);
        await Round(2);
        Assert.Equal(last, Kept());
        Assert.Empty(Verifier.RunShared(_address).Breaks);
    }

    [Fact(Timeout = 180_000)]
    public async Task A_dump_restored_into_another_database_is_the_same_store_and_goes_on()
    {
        await Round(0);
        await _store.Roots.Sign(Soon);
        await Round(1);
        var copy = _database.CopyByDump(_address);
        using var restored = new TestStore(On.Postgres, store: copy);
        Assert.Equal(Kept(), Kept(restored));
        Assert.Empty(Verifier.RunShared(copy, _store.Folder).Breaks);
        await Round(2, restored);
        await restored.Roots.Sign(Soon);
        Assert.Empty(Verifier.RunShared(copy, _store.Folder).Breaks);
        Assert.NotEqual(Kept(), Kept(restored));
    }

    /// <summary>Facts of two boxes with their views, fixes and sightings. Told again it changes nothing.</summary>
    async Task Round(int round, TestStore? store = null)
    {
        store ??= _store;
        for (var box = 0; box < 2; box++)
            Assert.IsNotType<AppendOutcome.Duplicate>(await store.Journal.Append(
                Append($"box/{box}", round, Fact(round * 2 + box, $$"""{"n":{{round}}}""")) with { State = State($"{box}", $"{round + 1}"), Tubes = [new TubeItem($"T{round}", $"{box}", Noon, Id(round * 2 + box))] }, Soon));
        await store.Track.Append(Sightings("V001", 1, [.. Enumerable.Range(round * 6, 6).Select(n => (long)n)]), Soon);
        await store.Track.Append(Fixes("V002", 1, Noon, [.. Enumerable.Range(round * 3, 3).Select(n => Fix(n, Noon + n))]), Soon);
    }

    /// <summary>The segment that is being written is archived when it is full, or when somebody asks.</summary>
    async Task Archived()
    {
        var segment = _database.Text("SELECT pg_walfile_name(pg_switch_wal())");
        while (string.CompareOrdinal(_database.Text("SELECT COALESCE(last_archived_wal, '') FROM pg_stat_archiver"), segment) < 0) await Task.Delay(50, Soon);
    }

    string Kept(TestStore? store = null) => string.Join('|', new[]
    {
        "SELECT COUNT(*) FROM fact", "SELECT COUNT(*) FROM position", "SELECT COUNT(*) FROM heard", "SELECT COUNT(*) FROM tube", "SELECT COALESCE(SUM(seq), 0) FROM stream_head",
        "SELECT COALESCE(SUM(seq * 1000 + get_byte(view, 0)), 0) FROM entity_state", "SELECT COALESCE(SUM(heard_n), 0) FROM hearer_last", "SELECT COALESCE(SUM(facts), 0) FROM turn",
    }.Select(sql => (store ?? _store).Number(sql)));
}
