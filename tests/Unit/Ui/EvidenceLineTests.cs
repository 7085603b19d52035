using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui;
using SpecimenLogistics.Ui.Audit;

namespace SpecimenLogistics.Unit.Ui;

public sealed class EvidenceLineTests
{
    const long Noon = 1_599_393_600_000_000, Second = 1_000_000;
    static readonly Party Centre = Code.Parse<Party>("centre:CW01"), Warehouse = Code.Parse<Party>("warehouse:WH1"), Lab = Code.Parse<Party>("laboratory:LAB1");

    [Fact]
    public void Two_hundred_tubes_are_one_row_whatever_scanners_packed_them_and_it_tells_the_latest_of_them()
    {
        var facts = new List<ChainedFact> { Fact(1, new BoxIssued(Warehouse, Centre)) };
        for (var i = 0; i < 200; i++) facts.Add(Fact(2 + i, Packed(i), device: i % 2 == 0 ? "S1" : "S2", late: i == 77 ? 540 : 1));
        facts.Add(Fact(202, new BoxEmptied(Lab)));
        var lines = EvidenceLine.Of(Box([.. facts]));
        Assert.Equal([(1L, 1L), (2L, 201L), (202L, 202L)], lines.Select(l => (l.From, l.To)));
        Assert.Equal((200, true, TimeSpan.FromSeconds(540), 201L), (lines[1].Facts.Count, lines[1].Whole, lines[1].Late, lines[1].Newest.Row.Seq));
    }

    [Fact]
    public void Few_of_a_kind_stand_by_themselves() =>
        Assert.Equal([1, 1, 1], EvidenceLine.Of(Box([.. Enumerable.Range(1, 3).Select(i => Fact(i, Packed(i)))])).Select(l => l.Facts.Count));

    [Fact]
    public void A_correction_and_what_it_corrects_name_each_other_and_break_no_run_silently()
    {
        var wrong = Fact(2, new BoxSealed(Code.Parse<SealNumber>("ES-1"), Code.Parse<MechanicalSealNumber>("118240"), 1, Centre));
        var right = Fact(3, new BoxSealed(Code.Parse<SealNumber>("ES-1"), Code.Parse<MechanicalSealNumber>("118204"), 1, Centre), corrects: wrong.Row.Fact.Id);
        var lines = EvidenceLine.Of(Box(Fact(1, Packed(1)), wrong, right));
        Assert.Equal([(EvidenceMark.Plain, null), (EvidenceMark.Corrected, 3L), (EvidenceMark.Correction, (long?)2)], lines.Select(l => (l.Mark, l.Other)));
    }

    [Fact]
    public void Missing_numbers_are_a_row_of_their_own_also_at_the_end()
    {
        var stream = new ChainedStream("box/BX-1", 7, [], [Fact(1, Packed(1)), Fact(4, Packed(4)), Fact(5, Packed(5))]);
        var gaps = EvidenceLine.Of(AuditRecord.OfBox(Subject(), stream)).Select((l, at) => (l, at)).Where(l => l.l.Mark == EvidenceMark.Gap).Select(l => (l.at, l.l.From, l.l.To));
        Assert.Equal([(1, 2L, 3L), (4, 6L, 7L)], gaps);
    }

    [Fact]
    public void A_fact_whose_payload_was_destroyed_or_is_damaged_keeps_its_place()
    {
        var destroyed = Fact(1, Packed(1)) is var f ? f with { Salt = null, Row = f.Row with { Fact = f.Row.Fact with { Payload = [] } } } : null!;
        var damaged = Fact(2, Packed(2)) is var g ? g with { Row = g.Row with { Fact = g.Row.Fact with { Payload = "{\"kind\":"u8.ToArray() } } } : null!;
        Assert.Equal([EvidenceMark.Destroyed, EvidenceMark.Unreadable], EvidenceLine.Of(Box(destroyed, damaged)).Select(l => l.Mark));
    }

    [Fact]
    public void Of_a_tube_only_its_own_facts_are_shown_and_those_about_others_leave_as_digests()
    {
        AuditSubject.TryParse("tube", "T2", out var subject);
        ChainedFact[] facts = [Fact(1, new BoxIssued(Warehouse, Centre)), Fact(2, Packed(1)), Fact(3, Packed(2)), Fact(4, new BoxEmptied(Lab))];
        var record = AuditRecord.OfTube(subject, Code.Parse<TubeSerial>("T2"), [new ChainedStream("box/BX-1", 4, [], facts)]);
        Assert.Equal([3L, 4L], record.Shown.Select(f => f.Row.Seq));
        Assert.Equal([true, true, false, false], facts.Select(record.Withholds));
        Assert.DoesNotContain("T1", System.Text.Encoding.UTF8.GetString(ChainJson.Of(record, null)), StringComparison.Ordinal);
    }

    static TubePacked Packed(int tube) => new(Code.Parse<TubeSerial>($"T{tube}"), Centre);
    static AuditSubject Subject() => AuditSubject.TryParse("box", "BX-1", out var subject) ? subject : default;
    static AuditRecord Box(params ChainedFact[] facts) => AuditRecord.OfBox(Subject(), new ChainedStream("box/BX-1", facts.Length, [], facts));

    static ChainedFact Fact(long seq, Fact fact, string device = "S1", double late = 1, Guid? corrects = null)
    {
        var at = Noon + seq * Second;
        var envelope = new FactEnvelope { Id = FactIds.Named($"test\n{seq}"), Kind = FactCodec.KindOf(fact), OccurredAt = at, Device = device, Boot = 1, Seq = seq, ReceivedAt = at, Corrects = corrects, Payload = FactCodec.Write(fact) };
        return new ChainedFact(new JournalRow("box/BX-1", seq, envelope, at + (long)(late * Second), new byte[32]), new byte[16], new byte[32], []);
    }
}
