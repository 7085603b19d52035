using System.Text;
using SpecimenLogistics.Contracts;
using static SpecimenLogistics.Unit.Journal.Samples;

namespace SpecimenLogistics.Unit.Journal;

/// <summary>What follows from an append, in the same transaction.</summary>
public abstract class FollowTests(On on) : IDisposable
{
    readonly TestStore _store = new(on);

    public void Dispose() => _store.Dispose();

    static OutboxItem Item(string receiver, long version) => new("box/A", receiver, version, Encoding.UTF8.GetBytes($"v{version}"));

    [Fact]
    public async Task The_outbox_keeps_the_newest_summary_of_a_pair_whatever_comes_later()
    {
        await _store.Journal.Append(Append("box/A", 0, Fact(1)) with { Outbox = [Item("site/X", 2), Item("site/Y", 2)] }, Soon);
        await _store.Journal.Append(Append("box/A", 1, Fact(2)) with { Outbox = [Item("site/X", 3)] }, Soon);
        await _store.Journal.Append(Append("box/A", 2, Fact(3)) with { Outbox = [Item("site/X", 1)] }, Soon);
        var waiting = await _store.Read.Outbox(10, Soon);
        Assert.Equal([("site/X", 3L, "v3"), ("site/Y", 2L, "v2")], waiting.Select(o => (o.Receiver, o.Version, Encoding.UTF8.GetString(o.Payload))));
    }

    [Fact]
    public async Task A_delivered_summary_goes_unless_a_newer_one_took_its_place()
    {
        await _store.Journal.Append(Append("box/A", 0, Fact(1)) with { Outbox = [Item("site/X", 2), Item("site/Y", 2)] }, Soon);
        var sent = await _store.Read.Outbox(10, Soon);
        await _store.Journal.Append(Append("box/A", 1, Fact(2)) with { Outbox = [Item("site/X", 3)] }, Soon);
        await _store.Read.OutboxDelivered(sent, Soon);
        Assert.Equal([("site/X", 3L)], (await _store.Read.Outbox(10, Soon)).Select(o => (o.Receiver, o.Version)));
        Assert.Equal(1, (await _store.Read.Counts(Soon)).Outbox);
    }

    [Fact]
    public async Task Deadlines_are_replaced_as_a_whole_and_left_where_none_are_given()
    {
        await _store.Journal.Append(Append("box/A", 0, Fact(1)) with { Deadlines = [new("box/A", "half", Noon + 5), new("box/A", "lost", Noon + 9)] }, Soon);
        await _store.Journal.Append(Append("box/B", 0, Fact(2)) with { Deadlines = [new("box/B", "half", Noon + 1)] }, Soon);
        await _store.Journal.Append(Append("box/A", 1, Fact(3)), Soon);
        Assert.Equal(["box/B", "box/A"], (await _store.Read.DueDeadlines(Noon + 5, 10, Soon)).Select(d => d.Stream));
        Assert.Equal(["box/B"], (await _store.Read.DueDeadlines(Noon + 5, 1, Soon)).Select(d => d.Stream));
        await _store.Journal.Append(Append("box/A", 2, Fact(4)) with { Deadlines = [new("box/A", "lost", Noon + 20)] }, Soon);
        Assert.Equal([("box/B", "half"), ("box/A", "lost")], (await _store.Read.DueDeadlines(Noon + 99, 10, Soon)).Select(d => (d.Stream, d.Kind)));
        await _store.Journal.Append(Append("box/A", 3, Fact(5)) with { Deadlines = [] }, Soon);
        Assert.Equal(1, (await _store.Read.Counts(Soon)).Deadlines);
    }

    [Fact]
    public async Task A_tube_is_found_in_every_box_it_was_seen_in()
    {
        await _store.Journal.Append(Append("box/A", 0, Fact(1)) with { Tubes = [new("T1", "A", Noon, Id(1)), new("T2", "A", Noon, Id(1))] }, Soon);
        await _store.Journal.Append(Append("box/B", 0, Fact(2)) with { Tubes = [new("T1", "B", Noon + 1, Id(2)), new("T1", "B", Noon + 1, Id(2))] }, Soon);
        Assert.Equal([new TubeItem("T1", "A", Noon, Id(1)), new TubeItem("T1", "B", Noon + 1, Id(2))], await _store.Read.FindTube("T1", Soon));
        Assert.Empty(await _store.Read.FindTube("T9", Soon));
    }

    [Fact]
    public async Task The_tail_gives_each_changed_view_once_at_its_last_position()
    {
        for (var i = 0; i < 6; i++) await _store.Journal.Append(Append($"box/{i % 2}", i / 2, Fact(i)) with { State = State($"{i % 2}", $"{i}") }, Soon);
        Assert.Equal([("0", 5L), ("1", 6L)], (await _store.Read.Tail(0, 10, Soon)).Select(r => (r.Id, r.Position)));
        Assert.Equal(["1"], (await _store.Read.Tail(5, 10, Soon)).Select(r => r.Id));
        Assert.Equal(["0"], (await _store.Read.Tail(0, 1, Soon)).Select(r => r.Id));
    }

    [Fact]
    public async Task The_feed_tells_what_is_committed_before_the_append_completes_and_survives_a_bad_listener()
    {
        var heard = new List<EntityRow>();
        using (_store.Feed.Subscribe(_ => throw new InvalidOperationException("a bad listener")))
        using (_store.Feed.Subscribe(heard.AddRange))
        {
            await _store.Journal.Append(Append("box/A", 0, Fact(1)) with { State = State("A", "one") }, Soon);
            Assert.Equal([("A", 1L)], heard.Select(r => (r.Id, r.Seq)));
            await _store.Journal.Append(Append("box/A", 0, Fact(2)) with { State = State("A", "a conflict") }, Soon);
            Assert.Single(heard);
        }
        await _store.Journal.Append(Append("box/A", 1, Fact(3)) with { State = State("A", "two") }, Soon);
        Assert.Single(heard);
    }

    [Fact]
    public async Task Refused_appends_leave_nothing_that_follows_from_them()
    {
        var heard = new List<EntityRow>();
        await _store.Journal.Append(Append("box/A", 0, Fact(1)), Soon);
        using var feed = _store.Feed.Subscribe(rows => { lock (heard) heard.AddRange(rows); });
        var all = Enumerable.Range(0, 40).Select(i => _store.Journal.Append(
            Append($"box/{i}", 0, i % 4 == 0 ? Fact(1) : Fact(100 + i)) with
            {
                State = State($"{i}", "v"), Outbox = [new($"box/{i}", "site/X", 1, [])], Deadlines = [new($"box/{i}", "half", Noon)], Tubes = [new($"T{i}", $"{i}", Noon, Id(i))],
            }, Soon)).ToList();
        var outcomes = await Task.WhenAll(all);
        Assert.Equal(10, outcomes.Count(o => o is AppendOutcome.Duplicate));
        var counts = await _store.Read.Counts(Soon);
        Assert.Equal((31L, 30L, 30L), (counts.Facts, counts.Outbox, counts.Deadlines));
        Assert.Empty(await _store.Read.FindTube("T4", Soon));
        Assert.Equal(Enumerable.Range(1, 30).Select(n => (long)n), (await _store.Read.Tail(0, 100, Soon)).Select(r => r.Position));
        Assert.Equal(30, heard.Count);
    }
}
