using System.Collections.Concurrent;
using SpecimenLogistics.Contracts;
using static SpecimenLogistics.Unit.Journal.Samples;

namespace SpecimenLogistics.Unit.Journal;

/// <summary>Two processes on one database: what SQLite had from being the only writer holds here too.</summary>
public sealed class SeveralWritersTests : IDisposable
{
    readonly TestStore _one;
    readonly TestStore _two;

    public SeveralWritersTests()
    {
        _one = new TestStore(On.Postgres);
        _two = new TestStore(On.Postgres, store: _one.Store);
    }

    TestStore[] Both => [_one, _two];

    public void Dispose()
    {
        _two.Dispose();
        _one.Dispose();
    }

    [Fact]
    public async Task An_activation_left_behind_in_another_process_is_refused_as_one_in_the_same_process_is()
    {
        await _one.Journal.Append(Append("box/A", 0, Fact(1)) with { State = State("A", "one") }, Soon);
        Assert.Equal(new AppendOutcome.Committed(2), await _two.Journal.Append(Append("box/A", 1, Fact(2)) with { State = State("A", "two") }, Soon));
        Assert.Equal(new AppendOutcome.Conflict(2), await _one.Journal.Append(Append("box/A", 1, Fact(3)) with { State = State("A", "forked") }, Soon));
        Assert.Equal(new AppendOutcome.Duplicate(Id(2)), await _one.Journal.Append(Append("box/A", 2, Fact(2)), Soon));
        Assert.Equal(new AppendOutcome.Conflict(2), await _one.Journal.Append(Append("box/A", 0, Fact(4)), Soon));
        foreach (var store in Both)
        {
            Assert.Equal([Id(1), Id(2)], (await store.Journal.Read("box/A", 0, Soon)).Select(r => r.Fact.Id));
            Assert.Equal("two", System.Text.Encoding.UTF8.GetString((await store.Read.One("box", "A", Soon))!.View));
            Assert.Equal(2, (await store.Read.Counts(Soon)).Facts);
        }
        Assert.Empty(_one.Verify().Breaks);
    }

    [Fact]
    public async Task Streams_that_both_want_never_fork_and_lose_nothing()
    {
        const int Streams = 4, Callers = 4, Each = 60;
        var conflicts = 0;
        await Task.WhenAll(Enumerable.Range(0, 2 * Callers).Select(caller => Task.Run(async () =>
        {
            var journal = Both[caller % 2].Journal;
            var seqs = new long[Streams];
            for (var n = 0; n < Each; n++)
            {
                var (stream, fact) = ((caller + n) % Streams, Fact(caller * 1000 + n));
                while (true)
                {
                    var outcome = await journal.Append(Append($"box/{stream}", seqs[stream], fact) with { State = State($"{stream}", $"{seqs[stream] + 1}") }, Soon);
                    if (outcome is AppendOutcome.Conflict conflict) (_, seqs[stream]) = (Interlocked.Increment(ref conflicts), conflict.ActualSeq);
                    else
                    {
                        seqs[stream] = Assert.IsType<AppendOutcome.Committed>(outcome).Seq;
                        break;
                    }
                }
            }
        })));
        Assert.True(conflicts > 0, "nobody was in anybody's way");
        for (var s = 0; s < Streams; s++)
        {
            var rows = await _one.Journal.Read($"box/{s}", 0, Soon);
            Assert.Equal(Enumerable.Range(1, rows.Count).Select(n => (long)n), rows.Select(r => r.Seq));
            Assert.Equal($"{rows.Count}", System.Text.Encoding.UTF8.GetString((await _two.Read.One("box", $"{s}", Soon))!.View));
        }
        Assert.Equal(2 * Callers * Each, (await _two.Read.Counts(Soon)).Facts);
        Assert.Empty(_one.Verify().Breaks);
    }

    [Fact]
    public async Task Who_reads_on_from_the_last_position_never_passes_a_row_that_comes_late()
    {
        const int Callers = 6, Each = 120;
        using var written = new CancellationTokenSource();
        var reading = Task.Run(async () =>
        {
            var (after, seen, last) = (0L, new List<EntityRow>(), false);
            while (true)
            {
                var rows = await _two.Read.Tail(after, 50, Soon);
                seen.AddRange(rows);
                if (rows.Count > 0) after = rows[^1].Position;
                else if (last) return seen;
                else last = written.IsCancellationRequested;
            }
        });
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var n = 0; n < Each; n++)
                await Both[caller % 2].Journal.Append(Append($"box/{caller}-{n}", 0, Fact(caller * 1000 + n)) with { State = State($"{caller}-{n}", "v") }, Soon);
        })));
        await written.CancelAsync();
        Assert.Equal(Enumerable.Range(1, Callers * Each).Select(n => (long)n), (await reading).Select(r => r.Position));
    }

    [Fact]
    public async Task Telemetry_that_a_device_sends_to_both_is_stored_once_and_counted_without_gaps()
    {
        var outcomes = new ConcurrentBag<TrackOutcome>();
        await Task.WhenAll(Both.SelectMany(store => Enumerable.Range(0, 3).Select(vehicle => Task.Run(async () =>
        {
            for (var n = 0; n < 40; n++)
            {
                outcomes.Add(await store.Track.Append(Sightings($"V{vehicle}", 1, n * 2, n * 2 + 1), Soon));
                outcomes.Add(await store.Track.Append(Fixes($"V{vehicle}", 1, Noon + 60 * Second, Fix(1000 + n, Noon + n)), Soon));
            }
        }))));
        Assert.Equal((360, 360), (outcomes.Sum(o => o.Stored), outcomes.Sum(o => o.Repeats)));
        for (var v = 0; v < 3; v++)
        {
            Assert.Equal(Enumerable.Range(1, 80).Select(n => (long)n), (await _one.Track.Heard($"vehicle/V{v}", 0, 1000, Soon)).Select(h => h.N));
            Assert.Equal(40, (await _two.Track.Positions($"vehicle/V{v}", Noon, Noon + 100, Soon)).Count);
        }
        Assert.All(await _two.Track.Last(Soon), last => Assert.Equal(Noon + 39, last.Fix!.OccurredAt));
        Assert.Equal(360, (await _one.Read.Counts(Soon)).Telemetry);
        Assert.Empty(_one.Verify().Breaks);
    }

    [Fact]
    public async Task What_cannot_be_read_and_is_sent_again_to_the_other_is_kept_once()
    {
        static UnreadableItem Item(byte last, bool again) => new("S007", "v9/x", [1, 2, last], "no topic of ours", Noon) { Again = again };
        await _one.Unreadable.Keep(Item(1, false), Soon);
        await _two.Unreadable.Keep(Item(1, true), Soon);
        await _two.Unreadable.Keep(Item(2, true), Soon);
        await _one.Unreadable.Keep(Item(2, true), Soon);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(n => Both[n % 2].Unreadable.Keep(Item(3, true), Soon)));
        Assert.Equal(3, (await _one.Read.Counts(Soon)).Unreadable);
        Assert.Equal(3, _one.Verify().Unreadable);
    }

    [Fact]
    public async Task Roots_that_both_sign_follow_each_other()
    {
        await _one.Journal.Append(Append("box/A", 0, Fact(1)), Soon);
        var roots = await Task.WhenAll(Enumerable.Range(0, 12).Select(n => Both[n % 2].Roots.Sign(Soon)));
        Assert.Equal(2, roots.Select(r => r.PublicKey).Distinct().Count());
        foreach (var store in Both) Assert.Equal((12L, 0), (store.Verify().Roots, store.Verify().Breaks.Count));
    }

    [Fact]
    public async Task A_tube_packed_in_both_is_told_to_both_boxes()
    {
        for (var n = 0; n < 2; n++)
            await Both[n].Journal.Append(Append($"box/BX-{n}", 0, Fact(n)) with { Tubes = [new TubeItem("T1", $"BX-{n}", Noon + n, Id(n))] }, Soon);
        Assert.Equal(["box/BX-0", "box/BX-1"], (await _one.Read.Outbox(10, Soon)).Select(o => o.Receiver).Order());
    }

    [Fact]
    public async Task One_bad_append_fails_alone_while_another_process_writes_between()
    {
        await _one.Journal.Append(Append("box/first", 0, Fact(1)), Soon);
        var all = Enumerable.Range(0, 200).Select(i => Both[i % 2].Journal.Append(
            Append($"box/{i}", 0, i % 50 == 0 ? Fact(1) : Fact(1000 + i)) with { State = State($"{i}", "v") }, Soon)).ToList();
        var outcomes = await Task.WhenAll(all);
        Assert.Equal((4, 196), (outcomes.Count(o => o is AppendOutcome.Duplicate), outcomes.Count(o => o is AppendOutcome.Committed)));
        Assert.Equal(Enumerable.Range(1, 196).Select(n => (long)n), (await _one.Read.Tail(0, 1000, Soon)).Select(r => r.Position));
        Assert.Equal(197, (await _two.Read.Counts(Soon)).Facts);
        Assert.Empty(_two.Verify().Breaks);
    }
}
