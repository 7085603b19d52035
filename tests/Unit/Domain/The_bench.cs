using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Tests.Unit.Domain;

/// <summary>Acceptance at the bench: tube by tube, another act, person and time than the dock's.</summary>
public sealed class The_bench
{
    static readonly Party Lab = Code.Parse<Party>("laboratory:LAB1"), Centre = Code.Parse<Party>("centre:CW01");
    static readonly StaffId Reader = Code.Parse<StaffId>("P-b3");
    int _seq;

    [Fact]
    public void Says_of_each_tube_whether_it_is_accepted_remarked_rejected_missing_or_unexpected()
    {
        var cycle = Cycle([.. Packed("T1", "T2", "T3", "T4"), At(60, Read(TubeOutcome.Accepted, null, "T1", "T9")),
            At(61, Read(TubeOutcome.AcceptedWithRemark, "label torn", "T2")), At(62, Read(TubeOutcome.Rejected, "leaked", "T3")), At(65, new BoxEmptied(Lab))]);

        Assert.Equal("T1 Accepted, T2 AcceptedWithRemark label torn, T3 Rejected leaked, T4 Missing, T9 Unexpected", Said(cycle));
        Assert.Equal(new BenchCounts(1, 1, 1, 1, 1), BenchCounts.Of(cycle.Evidence));
        Assert.Equal([Discrepancy.MissingTubes, Discrepancy.UnexpectedTubes], cycle.Discrepancies);
        Assert.Equal((Reader, Facts.Morning + TimeSpan.FromMinutes(62)), (Results(cycle)[2].By!.Value, Results(cycle)[2].At!.Value));
    }

    [Fact]
    public void Calls_no_tube_missing_before_the_box_is_emptied()
    {
        var cycle = Cycle([.. Packed("T1", "T2"), At(60, Read(TubeOutcome.Accepted, null, "T1"))]);

        Assert.Equal("T1 Accepted, T2 NotRead", Said(cycle));
        Assert.Equal(new BenchCounts(1, 0, 0, 0, 0), BenchCounts.Of(cycle.Evidence));
        Assert.Null(BenchCounts.Of(Cycle(Packed("T1")).Evidence));
    }

    [Fact]
    public void Takes_the_later_word_for_a_tube_that_was_read_twice_whichever_comes_first()
    {
        Recorded[] facts = [.. Packed("T1", "T2"), At(60, Read(TubeOutcome.Accepted, null, "T1", "T2")), At(70, Read(TubeOutcome.Rejected, "leaked", "T1"))];

        Assert.Equal("T1 Rejected leaked, T2 Accepted", Said(Cycle(facts)));
        Assert.Equal("T1 Rejected leaked, T2 Accepted", Said(Cycle([.. facts.Reverse()])));
    }

    [Fact]
    public void Keeps_serials_out_of_the_view()
    {
        var box = Box([.. Packed("T1", "T2"), At(60, Read(TubeOutcome.Accepted, null, "T1", "T2"))]);
        var view = System.Text.Encoding.UTF8.GetString(Views.Of(box));

        Assert.DoesNotContain("\"T1\"", view, StringComparison.Ordinal);
        Assert.Contains("\"bench\":{\"accepted\":2,", view, StringComparison.Ordinal);
    }

    static IReadOnlyList<TubeResult> Results(BoxCycle cycle) => TubeResult.Of(cycle.Evidence);
    static string Said(BoxCycle cycle) => string.Join(", ", Results(cycle).Select(t => $"{t.Serial} {t.Outcome} {t.Reason}".TrimEnd()));

    static TubesRead Read(TubeOutcome outcome, string? reason, params string[] serials) => new(Lab, [.. serials.Select(Code.Parse<TubeSerial>)], outcome, reason);
    Recorded[] Packed(params string[] serials) => [.. serials.Select(s => At(10, new TubePacked(Code.Parse<TubeSerial>(s), Centre)))];
    BoxCycle Cycle(params Recorded[] facts) => Box(facts).Current!;

    BoxState Box(params Recorded[] facts) => facts.Prepend(At(0, new BoxRegistered(Code.Parse<SealNumber>("ES-1"), Code.Parse<BeaconId>("B-1"), Centre)))
        .Aggregate(BoxState.Start("BX-0001"), (state, fact) => state.Apply(fact));

    Recorded At(int minutes, Fact fact)
    {
        var at = Facts.Morning + TimeSpan.FromMinutes(minutes);
        return new Recorded(FactIds.Named($"bench\n{++_seq}"), new Stamp(at, "S", 1, _seq, 0), TimeSpan.Zero, null, at, Reader, null, null, fact);
    }
}
