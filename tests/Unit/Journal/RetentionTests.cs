using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Journal;
using static SpecimenLogistics.Unit.Journal.Samples;

namespace SpecimenLogistics.Unit.Journal;

public sealed class RetentionTests_SQLite() : RetentionTests(On.Sqlite);
public sealed class RetentionTests_PostgreSQL() : RetentionTests(On.Postgres);

/// <summary>Three old days, then a hundred days nothing, then a new one.</summary>
public abstract class RetentionTests(On on) : IDisposable
{
    static readonly Destroying Two = new(Code.Parse<StaffId>("S-0001"), Code.Parse<StaffId>("S-0002"), "the programme's rule of 2020");
    static readonly DateTimeOffset Begin = new(2020, 9, 6, 12, 0, 0, TimeSpan.Zero);
    readonly TestStore _store = new(on);
    int _fact;
    SignedRoot? _root;

    public void Dispose() => _store.Dispose();

    async Task Fill()
    {
        for (var day = 0; day < 3; day++) await Day(day);
        _root = await _store.Roots.Sign(Soon);
        await Day(100);
        await _store.Roots.Sign(Soon);
    }

    /// <summary>A round of everything, in several commits.</summary>
    async Task Day(int day)
    {
        _store.Clock.Now = Begin.AddDays(day);
        var at = Instant.From(_store.Clock.Now).Microseconds;
        for (var round = 0; round < 4; round++)
        {
            var n = day * 40 + round * 10;
            await _store.Track.Append(new TelemetryBatch("vehicle/V001", "V001", 1, at, [Fix(n, at), Fix(n + 1, at + 1)], [new NewHeard(n + 2, at, at, "BC-0001", -60, null)], []), Soon);
            await _store.Track.Append(new TelemetryBatch("box/BX-1", "L-1", 1, at, [], [], [new NewTemperature(n, at, at, 4.5)]), Soon);
            await _store.Unreadable.Keep(new UnreadableItem("S007", "v1/x", [1, 2, (byte)day, (byte)round], "no topic of ours", at), Soon);
        }
    }

    async Task Box(string box, long from, string view, params string[] payloads)
    {
        var facts = payloads.Select(p => Fact(++_fact, p)).ToArray();
        await _store.Journal.Append(Append($"box/{box}", from, facts) with
        {
            State = State(box, view), Tubes = [.. facts.Select(f => new TubeItem($"T-{box}-{f.Seq}", box, f.OccurredAt, f.Id))],
        }, Soon);
    }

    Retention Open() => _store.Store is { } store
        ? Retention.OnShared(store, _store.Clock, IsOver) : Retention.On(_store.Folder, _store.Clock, alone: true, IsOver);

    /// <summary>In these tests a view says it in words.</summary>
    static bool IsOver(string stream, byte[]? view) => view is not null && System.Text.Encoding.UTF8.GetString(view).StartsWith("over", StringComparison.Ordinal);

    IReadOnlyList<OldRecords> Destroy(Terms? terms = null)
    {
        // In a folder the server ends first; in a database it stays.
        if (on == On.Sqlite) _store.Close();
        using var retention = Open();
        return retention.Destroy(terms ?? new Terms(), Two);
    }

    string AgainstFile()
    {
        var file = Path.Combine(_store.Folder, "printed.txt");
        File.WriteAllText(file, RootLine.Write(_root!) + "\n");
        return file;
    }

    void Again()
    {
        if (on == On.Sqlite) _store.Reopen();
    }

    [Fact]
    public async Task Where_a_spare_tracker_was_is_forgotten_after_its_days_and_only_that_it_was_is_said()
    {
        foreach (var day in (int[])[0, 1, 40])
        {
            _store.Clock.Now = Begin.AddDays(day);
            var at = Instant.From(_store.Clock.Now).Microseconds;
            await _store.Get<ISpareTrack>().Keep(new SparePosition("vehicle/V001", "PH-1", at / Second, [(byte)day], new PositionRow(at, 22.3, 114.1, 40, 90, 5, at)), Soon);
        }
        Assert.Equal(2, Destroy().Single(o => o.Kind == "tracker").Count);
        Again();
        Assert.Equal(0, Destroy().Single(o => o.Kind == "tracker").Count);
        var report = _store.Verify();
        Assert.Empty(report.Breaks);
        Assert.Equal(("tracker", 2L), Assert.Single(report.DestroyedUnder.Select(d => (d.Kind, d.Count))));
    }

    [Fact]
    public async Task Rows_older_than_their_term_go_and_the_rest_still_verifies_also_against_a_root_of_before()
    {
        await Fill();
        Assert.Equal([("position", 24), ("heard", 12), ("temperature", 0), ("unreadable", 12), ("tracker", 0), ("custody", 0L)], Destroy().Select(o => (o.Kind, o.Count)));
        Assert.Equal((8, 4, 16, 4), (_store.Number("SELECT COUNT(*) FROM position"), _store.Number("SELECT COUNT(*) FROM heard"), _store.Number("SELECT COUNT(*) FROM temperature"), _store.Number("SELECT COUNT(*) FROM unreadable")));

        var report = _store.Verify(AgainstFile());
        Assert.Empty(report.Breaks);
        Assert.Equal(
            [("position", 24L), ("heard", 12L), ("unreadable", 12L)], report.DestroyedUnder.Select(d => (d.Kind, d.Count)));
        Assert.Equal(
            "destroyed: 24 of position (90 days), of 2020-09-06T12:00:00.000Z to 2020-09-08T12:00:00.000Z, on 2020-12-15T12:00:00.000Z by S-0001 and S-0002: the programme's rule of 2020 (retention/store at 1)",
            report.DestroyedUnder[0].ToString());
    }

    [Fact]
    public async Task What_comes_afterwards_follows_on_also_where_everything_went()
    {
        await Fill();
        _store.Clock.Now = Begin.AddYears(5);
        Destroy();
        Assert.Equal(0, _store.Number("SELECT COUNT(*) FROM position"));
        Again();
        await Day(2000);
        await _store.Roots.Sign(Soon);
        Assert.Equal(33, _store.Number("SELECT MIN(id) FROM position"));
        Assert.Empty(_store.Verify(AgainstFile()).Breaks);
        Again();
        await Day(2001);
        _store.Clock.Now = Begin.AddYears(15);
        Destroy();
        Assert.Empty(_store.Verify(AgainstFile()).Breaks);
        Assert.Equal([("position", 32L), ("heard", 16L), ("temperature", 16L), ("unreadable", 16L), ("position", 16L), ("heard", 8L), ("temperature", 8L), ("unreadable", 8L)], _store.Verify().DestroyedUnder.Select(d => (d.Kind, d.Count)));
    }

    [Fact]
    public async Task A_look_says_the_same_and_changes_nothing_while_the_store_is_in_use()
    {
        await Fill();
        using (var retention = _store.Store is { } store ? Retention.OnShared(store, _store.Clock, IsOver) : Retention.On(_store.Folder, _store.Clock, alone: false, IsOver))
        {
            var old = retention.Look(new Terms());
            Assert.Equal(new OldRecords("position", "90 days", new DateOnly(2020, 9, 16), 24, new DateOnly(2020, 9, 6), new DateOnly(2020, 9, 8)), old[0]);
            Assert.Equal(new OldRecords("custody", "never", null, 0, null, null), old[^1]);
        }
        Assert.Equal((32, 0), (_store.Number("SELECT COUNT(*) FROM position"), _store.Number("SELECT COUNT(*) FROM fact")));
        if (on == On.Sqlite)
            Assert.Equal($"the store in {_store.Folder} is in use by another process", Assert.Throws<JournalException>(Open).Message);
    }

    [Fact]
    public async Task In_a_database_the_others_go_on_writing_beside_it()
    {
        if (on == On.Sqlite) return;
        await Fill();
        var writing = Task.Run(async () => { for (var day = 101; day < 111; day++) await Day(day); }, Soon);
        _store.Clock.Now = Begin.AddDays(100);
        Destroy();
        await writing;
        await Day(120);
        await Box("A", 0, "living", "\"1\"");
        Assert.Empty(_store.Verify(AgainstFile()).Breaks);
        Assert.Equal(8 * 12, _store.Number("SELECT COUNT(*) FROM position"));
    }

    [Fact]
    public async Task Payloads_of_what_is_over_go_with_salt_and_tubes_and_headers_views_and_all_that_lives_stay()
    {
        await Box("A", 0, "over a", "\"a1\"", "\"over a\"");
        await Box("B", 0, "living", "\"b1\"");
        _store.Clock.Now = Begin.AddDays(800);
        await Box("C", 0, "over c", "\"c1\"");
        var views = Views();
        var old = Destroy(new Terms { Custody = new Term(0, 2), Temperature = new Term(0, 2) });
        Assert.Equal(("custody", 2L), (old[^1].Kind, old[^1].Count));
        Assert.Equal(2, _store.Number("SELECT COUNT(*) FROM fact WHERE stream = 'box/A' AND payload IS NULL AND salt IS NULL"));
        Assert.Equal(2, _store.Number("SELECT COUNT(*) FROM fact WHERE stream IN ('box/B', 'box/C') AND payload IS NOT NULL"));
        Assert.Equal((0, 2), (_store.Number("SELECT COUNT(*) FROM tube WHERE box = 'A'"), _store.Number("SELECT COUNT(*) FROM tube")));
        Assert.Equal(views, Views());
        var report = _store.Verify(null, (stream, rows) => stream == "box/B" ? "living"u8.ToArray() : stream == "box/C" ? "over c"u8.ToArray() : null);
        Assert.Empty(report.Breaks);
        Assert.Equal((2, 2, 1), (report.Destroyed, report.Refolded, report.NotRefolded));
        Assert.Equal(("custody", 2L, "2 years"), (report.DestroyedUnder[0].Kind, report.DestroyedUnder[0].Count, report.DestroyedUnder[0].Term));
    }

    [Fact]
    public async Task What_waits_for_something_or_has_something_to_say_is_not_over()
    {
        await Box("A", 0, "over", "\"a\"");
        await Box("B", 0, "over", "\"b\"");
        await _store.Journal.Append(Append("box/A", 1) with { Deadlines = [new DeadlineItem("box/A", "found", Noon)] }, Soon);
        await _store.Journal.Append(Append("site/X", 0, Fact(++_fact)) with { Outbox = [new OutboxItem("site/X", "box/B", 1, [1])] }, Soon);
        _store.Clock.Now = Begin.AddYears(9);
        Assert.Equal(0, Destroy(new Terms { Custody = new Term(0, 2) })[^1].Count);
        Assert.Equal(0, _store.Number("SELECT COUNT(*) FROM fact WHERE payload IS NULL"));
    }

    [Fact]
    public async Task What_comes_to_an_emptied_stream_is_stored_after_it_and_may_be_emptied_again()
    {
        await Box("A", 0, "over", "\"a1\"", "\"a2\"");
        _store.Clock.Now = Begin.AddYears(3);
        Destroy(new Terms { Custody = new Term(0, 2) });
        Again();
        var rows = await _store.Journal.Read("box/A", 0, Soon);
        Assert.All(rows, row => Assert.IsType<PayloadDestroyed>(row.Fact.ToRecorded().Fact));
        await Box("A", 2, "over again", "\"a3\"");
        Assert.Empty(_store.Verify(null, (stream, _) => stream == "box/A" ? throw new InvalidOperationException("not to be folded") : null).Breaks);
        _store.Clock.Now = Begin.AddYears(6);
        Destroy(new Terms { Custody = new Term(0, 2) });
        Assert.Empty(_store.Verify().Breaks);
        Assert.Equal(3, _store.Verify().Destroyed);
    }

    [Theory]
    [InlineData("DELETE FROM position WHERE id = 25", "position at 26: row 25 is missing")]
    [InlineData("DELETE FROM kept_hash WHERE source = 'heard' AND id = 1", "heard at 12: the hashes that were kept are not those that the act knew")]
    [InlineData("DELETE FROM kept_hash WHERE source = 'heard'", "heard at 0: the hashes of rows up to 12, which an act says were kept, are not there")]
    [InlineData("UPDATE kept_hash SET hash = zeroblob(32) WHERE source = 'position' AND id = 2", "position at 24: the hashes that were kept are not those that the act knew")]
    [InlineData("DELETE FROM destroyed WHERE source = 'position'", "position at 24: where it says that rows end which were destroyed, none do")]
    [InlineData("UPDATE fact SET payload = NULL, salt = NULL WHERE stream = 'box/B'", "box/B at 1: the payload is gone, and no act says who destroyed it")]
    [InlineData("UPDATE fact SET payload = NULL, salt = NULL WHERE stream = 'retention/store' AND seq = 1", "retention/store at 1: the act cannot be read")]
    [InlineData("UPDATE entity_state SET view = CAST('over b' AS BLOB) WHERE id = 'A'", "box/A at 1: the view is not the one it had when its payloads were destroyed")]
    [InlineData("UPDATE fact SET second_actor = 'S-0001' WHERE stream = 'retention/store' AND seq = 2", "retention/store at 2: the row does not follow from the one before it")]
    public async Task What_was_changed_after_an_act_or_went_without_one_is_named(string tamper, string says)
    {
        await Box("A", 0, "over a", "\"a\"");
        await Box("B", 0, "living", "\"b\"");
        await Fill();
        _store.Clock.Now = Begin.AddDays(100);
        Destroy();
        // Its own years are over long before the rest.
        _store.Clock.Now = Begin.AddDays(460);
        Destroy(new Terms { Position = Term.Never, Heard = Term.Never, Temperature = Term.Never, Unreadable = Term.Never, Custody = new Term(0, 1) });
        Assert.Empty(_store.Verify(null, (stream, _) => stream == "box/B" ? "living"u8.ToArray() : null).Breaks);
        _store.Sql(tamper);
        Assert.StartsWith(says, _store.Verify(null, (stream, _) => stream == "box/B" ? "living"u8.ToArray() : null).Breaks[0].ToString());
    }

    [Fact]
    public async Task What_was_destroyed_is_not_in_the_file_any_more()
    {
        if (on == On.Postgres) return;
        await _store.Unreadable.Keep(new UnreadableItem("S007", "v1/chan-tai-man", "CHAN TAI MAN A123456(7)"u8.ToArray(), "no topic of ours", Noon), Soon);
        await Box("A", 0, "over a", "\"CHAN TAI MAN A123456(7)\"");
        _store.Clock.Now = Begin.AddYears(9);
        Destroy(new Terms { Custody = new Term(0, 2) });
        var bytes = string.Concat(Directory.EnumerateFiles(_store.Folder, "journal.db*").Select(f => System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(f))));
        Assert.DoesNotContain("CHAN", bytes);
        Assert.DoesNotContain("chan-tai-man", bytes);
    }

    [Fact]
    public async Task Nobody_destroys_alone_or_without_a_reason()
    {
        await Fill();
        if (on == On.Sqlite) _store.Close();
        using var retention = Open();
        Assert.Equal("it takes two different people", Assert.Throws<JournalException>(() => retention.Destroy(new Terms(), Two with { And = Code.Parse<StaffId>("s-0001") })).Message);
        Assert.StartsWith("the reason is a sentence", Assert.Throws<JournalException>(() => retention.Destroy(new Terms(), Two with { Why = " " })).Message);
        Assert.Equal(32, _store.Number("SELECT COUNT(*) FROM position"));
    }

    string Views() => string.Join('\n', Enumerable.Range(0, 3).Select(n => _store.Number($"SELECT SUM(LENGTH(view) + seq + position) FROM entity_state WHERE id = '{(char)('A' + n)}'")));
}
