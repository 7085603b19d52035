using SpecimenLogistics.Contracts;
using SpecimenLogistics.Journal;
using static SpecimenLogistics.Unit.Journal.Samples;

namespace SpecimenLogistics.Unit.Journal;

public abstract class VerifyTests(On on) : IDisposable
{
    readonly TestStore _store = new(on);

    public void Dispose() => _store.Dispose();

    /// <summary>Five rounds, a signed root after the third; then closed.</summary>
    async Task<SignedRoot> Fill()
    {
        for (var round = 0; round < 3; round++) await Round(round);
        var root = await _store.Roots.Sign(Soon);
        for (var round = 3; round < 5; round++) await Round(round);
        _store.Close();
        return root;
    }

    /// <summary>A fact for each of three boxes; six sightings, three fixes and an unreadable, each table's in one commit.</summary>
    Task Round(int round) => Task.WhenAll(
    [
        .. Enumerable.Range(0, 3).Select(box => _store.Journal.Append(
            Append($"box/{box}", round, Fact(round * 3 + box, $$"""{"n":{{round}}}""")) with { State = State($"{box}", $"{round + 1}") }, Soon)),
        _store.Track.Append(Sightings("V001", 1, [.. Enumerable.Range(round * 6, 6).Select(n => (long)n)]), Soon),
        _store.Track.Append(Fixes("V002", 1, Noon, [.. Enumerable.Range(round * 3, 3).Select(n => Fix(n, Noon + n))]), Soon),
        _store.Unreadable.Keep(new UnreadableItem("S007", "v1/x", [1, 2, (byte)round], "no topic of ours", Noon), Soon),
    ]);

    VerifyReport Verify(string? against = null) => _store.Verify(against);

    ChainBreak FirstBreak(string? against = null) => Verify(against).Breaks[0];

    string AgainstFile(SignedRoot root)
    {
        var file = Path.Combine(_store.Folder, "printed.txt");
        File.WriteAllText(file, RootLine.Write(root) + "\n");
        return file;
    }

    [Fact]
    public async Task An_honest_store_verifies_also_against_the_root_that_left_it()
    {
        var root = await Fill();
        var report = Verify(AgainstFile(root));
        Assert.Empty(report.Breaks);
        Assert.Equal((3, 15, 45, 5, 1), (report.Streams, report.Facts, report.Telemetry, report.Unreadable, report.Roots));
        File.WriteAllText(Path.Combine(_store.Folder, "printed.txt"), root.Root);
        Assert.True(Verify(Path.Combine(_store.Folder, "printed.txt")).Ok);
    }

    [Fact]
    public async Task A_store_in_use_can_be_verified()
    {
        await Round(0);
        Assert.True(Verify().Ok);
        Assert.Equal(3, Verify().Facts);
    }

    [Theory]
    [InlineData("UPDATE fact SET payload = CAST('{\"n\":99}' AS BLOB) WHERE stream = 'box/1' AND seq = 2", 2)]
    [InlineData("UPDATE fact SET occurred_at = occurred_at + 1 WHERE stream = 'box/1' AND seq = 3", 3)]
    [InlineData("UPDATE fact SET actor = 'P0099' WHERE stream = 'box/1' AND seq = 4", 4)]
    [InlineData("UPDATE fact SET salt = zeroblob(16) WHERE stream = 'box/1' AND seq = 1", 1)]
    [InlineData("UPDATE fact SET payload = NULL WHERE stream = 'box/1' AND seq = 1", 1)]
    [InlineData("UPDATE fact SET hash = zeroblob(32) WHERE stream = 'box/1' AND seq = 5", 5)]
    [InlineData("DELETE FROM fact WHERE stream = 'box/1' AND seq = 3", 4)]
    [InlineData("DELETE FROM fact WHERE stream = 'box/1' AND seq = 5", 4)]
    [InlineData("DELETE FROM fact WHERE stream = 'box/1'", 1)]
    [InlineData("UPDATE stream_head SET seq = 4 WHERE stream = 'box/1'", 5)]
    [InlineData("DELETE FROM stream_head WHERE stream = 'box/1'", 5)]
    public async Task A_changed_stream_is_named_with_its_place(string tamper, long at)
    {
        await Fill();
        Assert.True(_store.Sql(tamper) > 0);
        Assert.Equal(("box/1", at), (FirstBreak().Where, FirstBreak().At));
    }

    [Fact]
    public async Task A_recomputed_stream_is_sound_in_itself_and_found_by_the_root()
    {
        var root = await Fill();
        _store.Recompute("box/1", 2, """{"n":99}""");
        Assert.Equal(("box/1", 3L), (FirstBreak().Where, FirstBreak().At));
        Assert.Contains("recomputed", FirstBreak().What);

        _store.Sql("DELETE FROM root");
        File.Delete(Path.Combine(_store.Folder, "roots.log"));
        Assert.True(Verify().Ok);
        Assert.Equal("against", FirstBreak(AgainstFile(root)).Where);
    }

    [Fact]
    public async Task A_stream_cut_with_its_head_is_found_by_the_root()
    {
        await Fill();
        _store.Sql("DELETE FROM fact WHERE stream = 'box/1' AND seq > 2; UPDATE stream_head SET seq = 2, hash = (SELECT hash FROM fact WHERE stream = 'box/1' AND seq = 2) WHERE stream = 'box/1'");
        Assert.Equal("box/1 at 2: the stream was shortened: root 1 knows 3 rows, 2 are there", FirstBreak().ToString());
    }

    [Fact]
    public async Task A_stream_dropped_with_its_head_is_found_by_the_root()
    {
        await Fill();
        _store.Sql("DELETE FROM fact WHERE stream = 'box/1'; DELETE FROM stream_head WHERE stream = 'box/1'");
        Assert.Equal("box/1 at 1: the stream is gone: root 1 knows it", FirstBreak().ToString());
    }

    [Fact]
    public async Task What_came_after_the_last_root_can_be_cut_unseen_and_the_next_root_ends_that()
    {
        await Fill();
        _store.Sql("DELETE FROM fact WHERE stream = 'box/1' AND seq > 4; UPDATE stream_head SET seq = 4, hash = (SELECT hash FROM fact WHERE stream = 'box/1' AND seq = 4) WHERE stream = 'box/1'");
        if (_store.Store is not null)
        {
            Assert.Equal("turn: it counts 15 facts, the streams' heads 14", FirstBreak().ToString());
            _store.Sql("UPDATE turn SET facts = 14");
        }
        Assert.True(Verify().Ok);
    }

    [Fact]
    public async Task Payloads_destroyed_with_their_salt_without_an_act_are_found()
    {
        await Fill();
        _store.Sql("UPDATE fact SET payload = NULL, salt = NULL WHERE stream = 'box/1' AND seq > 1");
        Assert.Equal("box/1 at 2: the payload is gone, and no act says who destroyed it", FirstBreak().ToString());
    }

    [Theory]
    [InlineData("UPDATE position SET lat_deg = lat_deg + 0.0001 WHERE id = 7", "position", 9)]
    [InlineData("UPDATE heard SET rssi_dbm = -50 WHERE id = 9", "heard", 12)]
    [InlineData("DELETE FROM heard WHERE id = 9", "heard", 10)]
    [InlineData("DELETE FROM heard WHERE id > 12", "heard", 12)]
    [InlineData("DELETE FROM heard WHERE id > 27", "heard", 27)]
    [InlineData("DELETE FROM position", "position", 0)]
    [InlineData("UPDATE position SET hash = NULL WHERE id = 9", "position", 9)]
    [InlineData("UPDATE position SET hash = NULL WHERE id = 12", "position", 15)]
    [InlineData("UPDATE unreadable SET payload = zeroblob(3) WHERE id = 4", "unreadable", 4)]
    [InlineData("UPDATE unreadable SET reason = 'nothing' WHERE id = 4", "unreadable", 4)]
    public async Task A_changed_append_table_is_named_with_its_place(string tamper, string table, long at)
    {
        await Fill();
        Assert.True(_store.Sql(tamper) > 0);
        Assert.Equal((table, at), (FirstBreak().Where, FirstBreak().At));
    }

    [Theory]
    [InlineData("UPDATE root SET facts = facts + 1")]
    [InlineData("UPDATE root SET at = at - 1")]
    [InlineData("UPDATE root SET heads = zeroblob(10)")]
    [InlineData("UPDATE root SET root = 'ab'")]
    [InlineData("UPDATE root SET signature = public_key")]
    public async Task A_changed_root_is_found(string tamper)
    {
        await Fill();
        Assert.True(_store.Sql(tamper) > 0);
        Assert.Equal(("root", 1L), (FirstBreak().Where, FirstBreak().At));
    }

    [Fact]
    public async Task A_root_taken_out_is_missed_by_the_log()
    {
        await Fill();
        _store.Sql("DELETE FROM root");
        Assert.Equal("roots.log", FirstBreak().Where);
    }

    [Fact]
    public async Task A_root_of_another_store_is_refused()
    {
        using var other = new TestStore(on);
        await other.Journal.Append(Append("box/1", 0, Fact(1)), Soon);
        var foreign = await other.Roots.Sign(Soon);
        await Fill();
        Assert.Equal("against", FirstBreak(AgainstFile(foreign)).Where);
    }

    [Fact]
    public async Task Views_are_compared_with_what_the_facts_give()
    {
        await Fill();
        var honest = _store.Verify(null, (_, rows) => System.Text.Encoding.UTF8.GetBytes($"{rows.Count}"));
        Assert.Equal((true, 3), (honest.Ok, honest.Refolded));
        _store.Sql("UPDATE entity_state SET view = CAST('7' AS BLOB) WHERE id = '2'");
        var changed = _store.Verify(null, (_, rows) => System.Text.Encoding.UTF8.GetBytes($"{rows.Count}"));
        Assert.Equal("box/2 at 5: the view is not what its facts give", Assert.Single(changed.Breaks).ToString());
    }
}
