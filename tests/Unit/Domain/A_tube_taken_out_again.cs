using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Tests.Unit.Domain;

public sealed class A_tube_taken_out_again
{
    static readonly Party Centre = Code.Parse<Party>("centre:CW01");
    static readonly SealNumber Seal = Code.Parse<SealNumber>("ES-1");
    BoxState box = BoxState.Start("BX-0001");
    int facts;

    public A_tube_taken_out_again() => Do(0, new BoxRegistered(Seal, Code.Parse<BeaconId>("B-1"), Centre));

    static Instant At(double minute) => Facts.Morning + TimeSpan.FromMinutes(minute);
    static TubeSerial Tube(int number) => Code.Parse<TubeSerial>($"T{number:000}");
    static Recorded Said(int n, double minute, Fact fact, string phone, double uncertainty) => new(
        new Guid(n, 0, 0, new byte[8]), new Stamp(At(minute), phone, 1, n, 0), TimeSpan.FromSeconds(uncertainty), null, At(minute), null, null, null, fact);

    void Do(double minute, Fact fact, string phone = "S", double uncertainty = 0) => box = box.Apply(Said(++facts, minute, fact, phone, uncertainty));
    void Pack(double minute, int tube) => Do(minute, new TubePacked(Tube(tube), Centre));
    void TakeOut(double minute, int tube, string phone = "S", double uncertainty = 0) => Do(minute, new TubeUnpacked(Tube(tube), Centre), phone, uncertainty);
    void Close(double minute, int count, string phone = "S", double uncertainty = 0) => Do(minute, new BoxSealed(Seal, null, count, Centre), phone, uncertainty);

    BoxCycle Now => box.Current!;
    string In => string.Join(' ', Now.Evidence.Packed);
    CauseSummary? Opened => box.Summaries().Values.OfType<CauseSummary>().SingleOrDefault(c => c.Cause == CauseKind.SealOpened);

    [Fact]
    public void Is_not_in_the_box_and_may_be_packed_again_and_the_count_at_sealing_is_of_what_is_left()
    {
        Pack(1, 1);
        Pack(2, 2);
        TakeOut(3, 2);
        Assert.Equal("T001", In);
        Pack(4, 2);
        Assert.Equal("T001 T002", In);
        TakeOut(5, 1);
        Close(10, 1);
        Assert.Equal("T002", In);
        Assert.Empty(Now.Discrepancies);
        Assert.Null(Opened);
    }

    [Fact]
    public void Whose_packing_is_heard_of_later_than_its_taking_out_is_out_all_the_same()
    {
        TakeOut(3, 1);
        Assert.Equal("", In);
        Pack(1, 1);
        Assert.Equal("", In);
        Assert.Equal(BoxPlace.CentreEmpty, Now.Place);
    }

    [Fact]
    public void From_a_sealed_box_stays_in_its_list_and_the_seal_counts_as_opened_once()
    {
        Pack(1, 1);
        Pack(2, 2);
        Close(10, 2);
        TakeOut(12, 2);
        Assert.Equal(("T001 T002", SealState.OpenOnce, At(12)), (In, Now.SealState, Now.FirstOpen));
        Assert.Equal((Severity.Amber, true), (Opened!.Severity, Opened.Present));
        Do(15, new SealInspected(true, null));
        Assert.False(Opened!.Present);
    }

    [Fact]
    public void After_the_box_was_opened_again_at_its_centre_is_out_and_stays_out_when_it_is_sealed_anew()
    {
        Pack(1, 1);
        Pack(2, 2);
        Close(10, 2);
        Do(12, new BoxReopened(Centre, "a tube of another person"));
        TakeOut(13, 2);
        Assert.Equal("T001", In);
        Close(14, 1);
        Assert.Equal(("T001", SealState.Closed), (In, Now.SealState));
    }

    /// <summary>Two phones at one table, whose clocks differ by seconds.</summary>
    [Theory]
    [InlineData("S", 1, false)]
    [InlineData("S2", 1, true)]
    [InlineData("S2", 0, false)]
    public void Within_what_two_phones_clocks_may_be_wrong_by_was_out_before_the_seal(string phone, double uncertainty, bool outBefore)
    {
        Pack(1, 1);
        Pack(2, 2);
        Close(10, 1, uncertainty: uncertainty);
        TakeOut(10 + 1.5 / 60, 2, phone, uncertainty);
        Assert.Equal(outBefore ? "T001" : "T001 T002", In);
    }

    [Fact]
    public void And_packed_into_another_box_is_in_one_box_only()
    {
        Pack(1, 1);
        Do(20, In(1, null));
        Assert.Contains(Discrepancy.TubeInTwoBoxes, Now.Discrepancies);
        Do(21, In(2, At(3)));
        Assert.DoesNotContain(Discrepancy.TubeInTwoBoxes, Now.Discrepancies);

        Fact In(long version, Instant? outOfOther) => new Learned(Subject.Of(Tube(1)), version, new TubeSeenSummary(Tube(1), [
            new TubeSeen(Code.Parse<BoxId>("BX-0001"), At(1)), new TubeSeen(Code.Parse<BoxId>("BX-0002"), At(0.5), outOfOther)]));
    }

    [Fact]
    public void Though_sealed_in_and_packed_into_another_box_is_in_two()
    {
        Pack(1, 1);
        Close(10, 1);
        TakeOut(12, 1);
        Do(20, new Learned(Subject.Of(Tube(1)), 1, new TubeSeenSummary(Tube(1), [new TubeSeen(box.Id, At(1), At(12)), new TubeSeen(Code.Parse<BoxId>("BX-0002"), At(14))])));
        Assert.Contains(Discrepancy.TubeInTwoBoxes, Now.Discrepancies);
        Assert.False(Now.SharesTubeLater);
    }
}
