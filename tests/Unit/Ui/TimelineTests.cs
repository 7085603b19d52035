using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui;

namespace SpecimenLogistics.Unit.Ui;

public sealed class TimelineTests
{
    static readonly Party Centre = Code.Parse<Party>("centre:CW01"), Warehouse = Code.Parse<Party>("warehouse:WH1"), Lab = Code.Parse<Party>("laboratory:LAB1");
    static readonly TubeSerial Tube = Code.Parse<TubeSerial>("T1");

    [Fact]
    public void A_tube_shares_only_the_life_of_the_box_it_was_in_and_not_its_neighbours_scans()
    {
        Fact[] box =
        [
            new BoxIssued(Warehouse, Centre), new TubePacked(Code.Parse<TubeSerial>("T0"), Centre), new BoxEmptied(Lab),
            new BoxIssued(Warehouse, Centre), new TubePacked(Tube, Centre), new TubePacked(Code.Parse<TubeSerial>("T2"), Centre),
            new BoxSealed(Code.Parse<SealNumber>("S1"), null, 2, Centre), new TubesRead(Lab, [Tube], TubeOutcome.Accepted, null), new BoxEmptied(Lab),
        ];
        var life = TubeLife.Of(Tube, Entries(box)).Select(e => e.Fact.GetType().Name);
        Assert.Equal([nameof(TubePacked), nameof(BoxSealed), nameof(TubesRead), nameof(BoxEmptied)], life);
    }

    [Fact]
    public void A_run_of_one_kind_is_one_line_and_nothing_is_lost()
    {
        Fact[] facts = [new BoxEmptied(Lab), .. Enumerable.Range(0, 9).Select(i => new TubePacked(Code.Parse<TubeSerial>($"T{i}"), Centre)), new BoxEmptied(Lab), new BoxEmptied(Lab)];
        var groups = TimelineGroup.Of(Entries(facts));
        Assert.Equal([1, 9, 1, 1], groups.Select(g => g.Entries.Count));
        Assert.Equal(facts, groups.SelectMany(g => g.Entries).Select(e => e.Fact));
    }

    static TimelineEntry[] Entries(Fact[] facts) => [.. facts.Select((fact, i) => new TimelineEntry(
        "box/BX-1", i + 1, Guid.Empty, fact.GetType().Name, new Instant(i), new Instant(i), new Instant(i), null, 0, "S1", 1, i, null, null, null, "", fact))];
}
