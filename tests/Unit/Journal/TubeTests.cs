using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using static SpecimenLogistics.Unit.Journal.Samples;

namespace SpecimenLogistics.Unit.Journal;

/// <summary>The index of tubes: what was packed into one box is nobody else's business, what was packed into two is both's.</summary>
public abstract class TubeTests(On on) : IDisposable
{
    readonly TestStore _store = new(on);

    public void Dispose() => _store.Dispose();

    async Task Pack(string box, long seq, int fact, string serial, long at, bool takenOut = false) =>
        await _store.Journal.Append(Append("box/" + box, seq, Fact(fact)) with { Tubes = [new TubeItem(serial, box, at, new Guid(fact, 0, 0, new byte[8]), takenOut)] }, Soon);

    Task TakeOut(string box, long seq, int fact, string serial, long at) => Pack(box, seq, fact, serial, at, takenOut: true);

    async Task<IReadOnlyList<(string Receiver, long Version, TubeSeenSummary Said)>> Told() =>
        [.. (await _store.Read.Outbox(10, Soon)).Select(o => (o.Receiver, o.Version, (TubeSeenSummary)SummaryJson.Read(o.Payload)))];

    [Fact]
    public async Task A_tube_in_one_box_is_told_to_nobody_however_often_it_is_scanned()
    {
        await Pack("BX-1", 0, 1, "T1", Noon);
        await Pack("BX-1", 1, 2, "T1", Noon + 1);
        await Pack("BX-2", 0, 3, "T2", Noon + 1);
        Assert.Empty(await Told());
    }

    [Fact]
    public async Task A_tube_in_two_boxes_is_told_to_both_with_the_first_time_in_each_and_again_when_more_comes()
    {
        await Pack("BX-1", 0, 1, "T1", Noon + 5);
        await Pack("BX-2", 0, 2, "T1", Noon);
        var told = await Told();
        Assert.Equal([("box/BX-1", 2L), ("box/BX-2", 2L)], told.Select(t => (t.Receiver, t.Version)));
        Assert.All(told, t => Assert.Equal([("BX-1", Noon + 5), ("BX-2", Noon)], t.Said.In.Select(s => (s.Box.Value, s.At.Microseconds))));

        await Pack("BX-1", 1, 3, "T1", Noon - 9);
        Assert.All(await Told(), t => Assert.Equal((3L, Noon - 9), (t.Version, t.Said.In[0].At.Microseconds)));
    }

    /// <summary>Whichever of the three scans comes last.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_tube_taken_out_of_one_box_and_packed_into_another_is_said_to_be_out_of_the_first(int last)
    {
        Func<long, Task>[] scans = [seq => Pack("BX-1", seq, 1, "T1", Noon), seq => TakeOut("BX-1", seq, 2, "T1", Noon + 1), _ => Pack("BX-2", 0, 3, "T1", Noon + 2)];
        var seq = 0L;
        foreach (var scan in scans.Where((_, i) => i != last)) await scan(scan == scans[2] ? 0 : seq++);
        await scans[last](seq);
        var told = await Told();
        Assert.Equal([("box/BX-1", 3L), ("box/BX-2", 3L)], told.Select(t => (t.Receiver, t.Version)));
        Assert.All(told, t => Assert.Equal([("BX-1", (Instant?)new Instant(Noon + 1)), ("BX-2", null)], t.Said.In.Select(s => (s.Box.Value, s.Out))));
        Assert.Equal([false, true, false], (await _store.Read.FindTube("T1", Soon)).Select(t => t.TakenOut));

        await Pack("BX-1", 2, 4, "T1", Noon + 3);
        Assert.All(await Told(), t => Assert.Equal((4L, null), (t.Version, t.Said.In[0].Out)));
    }

    [Fact]
    public async Task A_store_of_the_schema_before_knows_its_tubes_and_that_none_was_taken_out()
    {
        await Pack("BX-1", 0, 1, "T1", Noon);
        _store.Close();
        _store.Sql("DROP TABLE kept_hash; DROP TABLE destroyed; DROP TABLE spare_position; DROP TABLE seen; DROP TABLE seen_until; ALTER TABLE tube DROP COLUMN taken_out; UPDATE meta SET value = '2' WHERE key = 'schema'");
        _store.Reopen();
        Assert.Equal([new TubeItem("T1", "BX-1", Noon, new Guid(1, 0, 0, new byte[8]))], await _store.Read.FindTube("T1", Soon));
        await Pack("BX-2", 0, 2, "T1", Noon + 1);
        Assert.All(await Told(), t => Assert.Equal([("BX-1", null), ("BX-2", (Instant?)null)], t.Said.In.Select(s => (s.Box.Value, s.Out))));
        await TakeOut("BX-1", 1, 3, "T1", Noon + 2);
        Assert.All(await Told(), t => Assert.Equal(new Instant(Noon + 2), t.Said.In[0].Out));
        Assert.Empty(_store.Verify().Breaks);
    }
}
