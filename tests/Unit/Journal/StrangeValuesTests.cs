using SpecimenLogistics.Contracts;
using static SpecimenLogistics.Unit.Journal.Samples;

namespace SpecimenLogistics.Unit.Journal;

public abstract class StrangeValuesTests(On on) : IDisposable
{
    readonly TestStore _store = new(on);

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Empty_text_and_empty_bytes_are_kept_and_are_not_nothing()
    {
        var fact = Fact(1, "") with { Device = "", Actor = "", Kind = "" };
        await _store.Journal.Append(Append("box/A", 0, fact) with { State = State("A", "") }, Soon);
        var row = Assert.Single(await _store.Journal.Read("box/A", 0, Soon));
        Assert.Equal(("", "", ""), (row.Fact.Device, row.Fact.Actor, row.Fact.Kind));
        Assert.Empty(row.Fact.Payload);
        Assert.Empty((await _store.Read.One("box", "A", Soon))!.View);
    }

    [Fact]
    public async Task Text_in_any_script_and_numbers_at_their_ends_come_back_as_they_were()
    {
        var fact = Fact(1) with { Kind = "封條 🧪 end", OccurredAt = long.MinValue, Seq = long.MaxValue, Boot = uint.MaxValue, Item = int.MinValue };
        await _store.Journal.Append(Append("site/銅鑼灣", 0, fact), Soon);
        var row = Assert.Single(await _store.Journal.Read("site/銅鑼灣", 0, Soon));
        Assert.Equal((fact.Kind, fact.OccurredAt, fact.Seq, fact.Boot, fact.Item), (row.Fact.Kind, row.Fact.OccurredAt, row.Fact.Seq, row.Fact.Boot, row.Fact.Item));
    }

    [Fact]
    public async Task An_append_that_no_table_can_hold_fails_alone_and_tells_its_caller()
    {
        var bad = _store.Journal.Append(Append("box/A", 0, Fact(1) with { Kind = null! }), Soon);
        var good = _store.Journal.Append(Append("box/B", 0, Fact(2)), Soon);
        await Assert.ThrowsAsync<SpecimenLogistics.Journal.JournalException>(() => bad);
        Assert.Equal(new AppendOutcome.Committed(1), await good);
        Assert.Empty(await _store.Journal.Read("box/A", 0, Soon));
    }

    [Fact]
    public async Task A_fact_without_a_payload_is_the_callers_error() =>
        await Assert.ThrowsAsync<ArgumentNullException>(() => _store.Journal.Append(Append("box/A", 0, Fact(1) with { Payload = null! }), Soon));
}
