using CsCheck;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using SpecimenLogistics.Journal;
using static SpecimenLogistics.Unit.Journal.Samples;

namespace SpecimenLogistics.Unit.Journal;

/// <summary>What was seen is noted down, so that a start need not read all there ever was.</summary>
public abstract class SeenTests(On on) : IDisposable
{
    const int NotedEvery = 10;

    readonly TestStore _store = new(on, configure: o => o.SeenNotedEvery = NotedEvery);

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_start_knows_what_notes_say_and_what_came_after_them()
    {
        for (var seq = 1; seq <= 25; seq++) await _store.Track.Append(Sightings("V001", 7, seq), Soon);
        await _store.Track.Append(Fixes("V002", 1, Noon, Fix(3, Noon), Fix(5, Noon)), Soon);
        _store.Reopen();
        Assert.Equal((0, 25), await Again([.. Enumerable.Range(1, 25)]));
        Assert.Equal((1, 0), await Again(26));
        Assert.Equal([("V001", 7u, 1L, 26L), ("V002", 1u, 3L, 3L), ("V002", 1u, 5L, 5L)], await Known());
    }

    /// <summary>Noted by one process, seen by the other, and the other way round.</summary>
    [Fact]
    public async Task Two_that_write_one_store_know_what_each_other_noted()
    {
        if (_store.Store is null) return;
        using var other = new TestStore(On.Postgres, store: _store.Store, configure: o => o.SeenNotedEvery = NotedEvery + 3);
        for (var seq = 1; seq <= 60; seq++) await (seq % 3 == 0 ? other : _store).Track.Append(Sightings("V001", 7, seq), Soon);
        Assert.Equal((0, 60), await Again([.. Enumerable.Range(1, 60)]));
        other.Reopen();
        var all = Sightings("V001", 7, [.. Enumerable.Range(1, 60)]);
        Assert.Equal(60, (await other.Track.Append(all, Soon)).Repeats);
        Assert.Equal([("V001", 7u, 1L, 60L)], await Known());
    }

    async Task<(int Stored, int Repeats)> Again(params long[] seqs)
    {
        var outcome = await _store.Track.Append(Sightings("V001", 7, seqs), Soon);
        return (outcome.Stored, outcome.Repeats);
    }

    async Task<IReadOnlyList<(string, uint, long, long)>> Known() =>
        [.. (await _store.Get<Contracts.ISeen>().Load(Soon)).Select(r => (r.Device, r.Boot, r.FirstSeq, r.LastSeq)).Order()];
}

/// <summary>The same on a file, where rows can be taken away behind the store's back.</summary>
public sealed class SeenNotesTests
{
    [Fact]
    public async Task Rows_that_notes_speak_of_are_not_read_at_a_start()
    {
        using var store = new TestStore(On.Sqlite, configure: o => o.SeenNotedEvery = 10);
        for (var seq = 1; seq <= 25; seq++) await store.Track.Append(Sightings("V001", 7, seq), Soon);
        store.Close();
        Run(store, "DELETE FROM heard WHERE id <= 15");
        store.Reopen();
        Assert.Equal(25, (await store.Track.Append(Sightings("V001", 7, [.. Enumerable.Range(1, 25)]), Soon)).Repeats);
    }

    [Fact]
    public async Task A_note_that_knows_what_nobody_told_is_found()
    {
        using var store = new TestStore(On.Sqlite, configure: o => o.SeenNotedEvery = 10);
        for (var seq = 1; seq <= 25; seq++) await store.Track.Append(Sightings("V001", 7, seq), Soon);
        store.Close();
        Assert.True(store.Verify().Ok);
        Run(store, "UPDATE seen SET ranges = x'00000000000000010000000000000063'");
        Assert.Contains("V001 told 1 to 99 of boot 7", Assert.Single(store.Verify().Breaks).What, StringComparison.Ordinal);
    }

    /// <summary>Whatever is refused, undone or lost on its way: what a start knows by notes is what it would know by every row.</summary>
    [Fact]
    public void Notes_and_rows_say_the_same_whatever_fails()
    {
        var batch = Gen.Select(Gen.Int[0, 3], Gen.UInt[1, 3], Gen.Long[1, 40].Array[1, 6]).List[1, 4];
        Gen.Select(batch, Gen.Int[0, 7]).List[1, 30].Sample(turns =>
        {
            var folder = Directory.CreateTempSubdirectory("journal-test-").FullName;
            try
            {
                Play(new FaultyDialect(new SqliteDialect(folder)), turns);
                using var reader = new Reader(new SqliteDialect(folder).OpenReader(), new SqliteDialect(folder));
                var noted = SeenNotes.Load(reader, out _);
                var rows = new Dictionary<(string, uint), SeenBoot>();
                foreach (var table in (string[])["position", "heard", "temperature"]) SeenNotes.ReadOn(reader, table, 0, rows);
                Assert.Equal(Said(rows), Said(noted));
                Assert.Equal(reader.Number("SELECT COUNT(*) FROM heard"), rows.Values.Sum(b => b.Ranges.All.Sum(r => r.Last - r.First + 1)));
            }
            finally { Directory.Delete(folder, recursive: true); }
        }, iter: 100, threads: 1);
    }

    static void Play(FaultyDialect dialect, List<(List<(int Vehicle, uint Boot, long[] Seqs)> Batches, int What)> turns)
    {
        var trouble = new WriterTrouble(dialect, TimeProvider.System);
        Transactions Open() => new(dialect, TimeProvider.System, new Feed(NullLogger<Feed>.Instance), trouble, NullLogger.Instance, seenNotedEvery: 7);
        var store = Open();
        store.Take([new AppendWork(Append("box/A", 0, Fact(1)))]);
        foreach (var (batches, what) in turns)
        {
            List<Work> works = [.. batches.Select(b => new TelemetryWork(Sightings($"V{b.Vehicle}", b.Boot, b.Seqs)))];
            // The same fact in another stream: its transaction is undone, and tried one by one.
            if (what is 1 or 2) works.Insert(what == 1 ? 0 : works.Count, new AppendWork(Append("box/B", 0, Fact(1))));
            if (what is 6 or 7) dialect.Refusals = what - 5;
            if (what is 3 or 4) dialect.Next = what == 3 ? CommitFault.BeforeTheDisk : CommitFault.AfterTheDisk;
            store.Take(works);
            if (what != 5) continue;
            store.Dispose();
            store = Open();
        }
        store.Dispose();
    }

    static string Said(Dictionary<(string, uint), SeenBoot> seen) =>
        string.Join('\n', seen.Where(s => s.Value.Ranges.All.Count > 0).OrderBy(s => s.Key).Select(s => $"{s.Key}: {string.Join(' ', s.Value.Ranges.All)}"));

    static void Run(TestStore store, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(store.Folder, "journal.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
