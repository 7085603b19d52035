using SpecimenLogistics.Contracts;
using static SpecimenLogistics.Unit.Journal.Samples;

namespace SpecimenLogistics.Unit.Journal;

public abstract class AppendTests(On on) : IDisposable
{
    readonly TestStore _store = new(on);

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task What_was_appended_reads_back_field_by_field()
    {
        var fact = Fact(1, """{"kind":"tube-packed"}""") with { SecondActor = "P0013", Corrects = Id(99), Item = 2 };
        Assert.Equal(new AppendOutcome.Committed(2), await _store.Journal.Append(Append("box/BX-0001", 0, fact, Fact(2) with { Actor = null, DeviceAt = null }), Soon));

        var rows = await _store.Journal.Read("box/BX-0001", 0, Soon);
        Assert.Equal([1, 2], rows.Select(r => r.Seq));
        Assert.Equal(fact with { Payload = rows[0].Fact.Payload }, rows[0].Fact);
        Assert.Equal(fact.Payload, rows[0].Fact.Payload);
        Assert.Null(rows[1].Fact.Actor);
        Assert.Null(rows[1].Fact.DeviceAt);
        Assert.Equal(Noon, rows[0].RecordedAt);
        Assert.Equal([2], (await _store.Journal.Read("box/BX-0001", 1, Soon)).Select(r => r.Seq));
    }

    [Fact]
    public async Task An_append_on_stale_knowledge_is_a_conflict_and_writes_nothing()
    {
        await _store.Journal.Append(Append("box/A", 0, Fact(1)), Soon);
        Assert.Equal(new AppendOutcome.Conflict(1), await _store.Journal.Append(Append("box/A", 0, Fact(2)) with { State = State("A", "x") }, Soon));
        Assert.Equal(new AppendOutcome.Conflict(0), await _store.Journal.Append(Append("box/B", 7, Fact(3)), Soon));
        Assert.Single(await _store.Journal.Read("box/A", 0, Soon));
        Assert.Empty(await _store.Journal.Read("box/B", 0, Soon));
        Assert.Null(await _store.Read.One("box", "A", Soon));
    }

    [Fact]
    public async Task A_fact_id_that_is_stored_already_is_named_as_a_duplicate()
    {
        await _store.Journal.Append(Append("box/A", 0, Fact(1)), Soon);
        Assert.Equal(new AppendOutcome.Duplicate(Id(1)), await _store.Journal.Append(Append("box/B", 0, Fact(2), Fact(1)), Soon));
        Assert.Empty(await _store.Journal.Read("box/B", 0, Soon));
        Assert.Equal(new AppendOutcome.Committed(1), await _store.Journal.Append(Append("box/B", 0, Fact(2)), Soon));
    }

    [Fact]
    public async Task One_bad_append_among_many_fails_alone()
    {
        await _store.Journal.Append(Append("box/first", 0, Fact(1)), Soon);
        var all = Enumerable.Range(0, 100)
            .Select(i => _store.Journal.Append(Append($"box/{i}", 0, i == 50 ? Fact(1) : Fact(1000 + i)) with { State = State($"{i}", "v") }, Soon))
            .ToList();
        var outcomes = await Task.WhenAll(all);
        Assert.Equal(new AppendOutcome.Duplicate(Id(1)), outcomes[50]);
        Assert.Equal(99, outcomes.Count(o => o is AppendOutcome.Committed { Seq: 1 }));
        Assert.Equal(99, (await _store.Read.All("box", Soon)).Count);
        Assert.Equal(100, (await _store.Read.Counts(Soon)).Facts);
    }

    [Fact]
    public async Task Appends_to_one_stream_in_flight_together_keep_their_order()
    {
        var all = Enumerable.Range(0, 50).Select(i => _store.Journal.Append(Append("box/A", i, Fact(i + 1)), Soon)).ToList();
        var outcomes = await Task.WhenAll(all);
        Assert.Equal(Enumerable.Range(1, 50).Select(i => new AppendOutcome.Committed(i)), outcomes);
        Assert.Equal(Enumerable.Range(1, 50).Select(Id), (await _store.Journal.Read("box/A", 0, Soon)).Select(r => r.Fact.Id));
    }

    [Fact]
    public async Task A_state_without_a_fact_keeps_the_streams_seq()
    {
        await _store.Journal.Append(Append("box/A", 0, Fact(1)) with { State = State("A", "one") }, Soon);
        Assert.Equal(new AppendOutcome.Committed(1), await _store.Journal.Append(Append("box/A", 1) with { State = State("A", "two") }, Soon));
        var row = await _store.Read.One("box", "A", Soon);
        Assert.Equal((1L, 2L, "two"), (row!.Seq, row.Position, System.Text.Encoding.UTF8.GetString(row.View)));
        Assert.Equal(new AppendOutcome.Conflict(1), await _store.Journal.Append(Append("box/A", 0) with { State = State("A", "three") }, Soon));
    }

    [Fact]
    public async Task A_store_that_is_opened_again_has_all_and_goes_on()
    {
        for (var i = 0; i < 20; i++) await _store.Journal.Append(Append($"box/{i % 3}", i / 3, Fact(i)) with { State = State($"{i % 3}", $"{i}") }, Soon);
        _store.Reopen();
        Assert.Equal(20, (await _store.Read.Counts(Soon)).Facts);
        Assert.Equal(new AppendOutcome.Committed(8), await _store.Journal.Append(Append("box/0", 7, Fact(50)) with { State = State("0", "again") }, Soon));
        Assert.Equal(21, (await _store.Read.One("box", "0", Soon))!.Position);
    }
}
