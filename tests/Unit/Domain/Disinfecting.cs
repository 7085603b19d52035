using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Tests.Unit.Domain;

/// <summary>A used box goes out again only disinfected, and not before the method has acted.</summary>
public sealed class Disinfecting
{
    static readonly Party Centre = Code.Parse<Party>("centre:CW01"), Warehouse = Code.Parse<Party>("warehouse:WH1"), Vehicle = Code.Parse<Party>("vehicle:V001");

    [Theory]
    [InlineData(100, 130, 30, 131, false)]  // scanned when the time was over
    [InlineData(null, 100, 30, 131, false)] // scanned when it was put on
    [InlineData(null, 100, 30, 120, true)]  // ... and issued too soon
    [InlineData(100, 101, 30, 120, true)]
    [InlineData(100, 101, null, 110, false)] // nobody said how long it must act
    [InlineData(100, null, null, 120, true)] // not at all
    public void Is_wanted_before_the_next_issue_and_for_as_long_as_the_method_says(int? looked, int? disinfected, int? contact, int issued, bool wanting)
    {
        List<(int, Fact)> facts = [(10, new TubePacked(Code.Parse<TubeSerial>("T1"), Centre)), (90, new BoxReturned(Warehouse, Vehicle))];
        if (looked is { } l) facts.Add((l, new BoxLookedInto(Warehouse, Finding.Empty)));
        if (disinfected is { } d) facts.Add((d, new BoxDisinfected(Warehouse, "chlorine wipe", contact)));
        facts.Add((issued, new BoxIssued(Warehouse, Centre)));
        Assert.Equal(wanting, Found(facts));
    }

    [Fact]
    public void Is_not_wanted_of_a_box_that_was_never_used() => Assert.False(Found([(10, new BoxIssued(Warehouse, Centre))]));

    [Fact]
    public void Is_found_out_also_when_its_scan_comes_after_the_issue()
    {
        List<(int, Fact)> facts = [(10, new TubePacked(Code.Parse<TubeSerial>("T1"), Centre)), (120, new BoxIssued(Warehouse, Centre)), (95, new BoxDisinfected(Warehouse, "UV", 10))];
        Assert.False(Found(facts));
        facts.RemoveAt(2);
        Assert.True(Found(facts));
    }

    static bool Found(List<(int Minute, Fact Fact)> facts)
    {
        var box = facts.Prepend((0, new BoxRegistered(Code.Parse<SealNumber>("ES-1"), Code.Parse<BeaconId>("B-1"), Warehouse))).Select((f, i) => new Recorded(
                FactIds.Named($"clean\n{i}"), new Stamp(Facts.Morning + TimeSpan.FromMinutes(f.Minute), "S", 1, i, 0), TimeSpan.Zero, null, Facts.Morning, null, null, null, f.Fact))
            .Aggregate(BoxState.Start("BX-0001"), (s, f) => s.Apply(f));
        return box.Current!.Discrepancies.Contains(Discrepancy.NotDisinfected);
    }
}
