using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Tests.Unit.Domain;

/// <summary>The driver's phone brings what the centre's phone said of a box, before, after or instead of that phone itself.</summary>
public sealed class A_list_that_another_phone_carried
{
    static readonly Party Centre = Code.Parse<Party>("centre:CW01"), Vehicle = Code.Parse<Party>("vehicle:V001"), Laboratory = Code.Parse<Party>("laboratory:LAB1");
    static readonly SealNumber Seal = Code.Parse<SealNumber>("ES-1");
    static readonly StaffId Packer = Code.Parse<StaffId>("P-1"), Driver = Code.Parse<StaffId>("P-2");

    static Instant At(double minute) => Facts.Morning + TimeSpan.FromMinutes(minute);
    static TubeSerial Tube(int number) => Code.Parse<TubeSerial>($"T{number:000}");
    static MechanicalSealNumber Mechanical(int number) => Code.Parse<MechanicalSealNumber>($"MS-{number}");

    static Recorded Said(int n, double minute, string phone, StaffId? by, Fact fact) => new(
        new Guid(n, 0, 0, new byte[8]), new Stamp(At(minute), phone, 1, n, 0), TimeSpan.Zero, null, At(minute), by, null, null, fact);

    static Recorded Sealing(int n, double minute, int mechanical = 1) => Said(n, minute, "PH-C", Packer, new BoxSealed(Seal, Mechanical(mechanical), 2, Centre));
    static readonly Recorded[] Own =
    [
        Said(1, 1, "PH-C", Packer, new TubePacked(Tube(1), Centre)), Said(2, 2, "PH-C", Packer, new TubePacked(Tube(3), Centre)), Said(3, 3, "PH-C", Packer, new TubeUnpacked(Tube(3), Centre)),
        Said(4, 4, "PH-C", Packer, new TubePacked(Tube(2), Centre)), Sealing(5, 10),
    ];

    static Recorded Carried(int n, double minute, Party by, double sealedAt = 10.1, int mechanical = 1, params int[] tubes) => Said(
        n, minute, "PH-" + by.Id, Driver, new ContentsCarried(Seal, Mechanical(mechanical), 2, [.. (tubes.Length == 0 ? [1, 2] : tubes).Select(Tube)], Centre, Packer, At(sealedAt), Code.Parse<DeviceId>("PH-C"), by));

    static BoxState Fold(params IEnumerable<Recorded> facts) => facts.Aggregate(
        BoxState.Start("BX-0001").Apply(Said(99, -1, "", null, new BoxRegistered(Seal, Code.Parse<BeaconId>("B-1"), Centre))), (box, fact) => box.Apply(fact));

    static string Text(BoxState box) => System.Text.Encoding.UTF8.GetString(Views.Of(box));

    [Fact]
    public void Says_all_of_the_box_while_the_phone_that_sealed_it_is_silent()
    {
        var cycle = Fold(Carried(20, 15, Vehicle)).Current!;
        Assert.Equal(("T001 T002", At(10.1), BoxPlace.CentreSealed, Centre), (string.Join(' ', cycle.Evidence.Packed), cycle.SealedAt, cycle.Place, cycle.Centre));
        Assert.Equal(Packer, cycle.Evidence.Sealed!.Actor);
        Assert.Empty(cycle.Discrepancies);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(5)]
    public void Changes_nothing_of_what_that_phone_says_itself_whichever_comes_first_and_however_often(int after)
    {
        Recorded[] both = [.. Own[..after], Carried(20, 15, Vehicle), .. Own[after..], Carried(21, 60, Laboratory)];
        Assert.Equal(Text(Fold(Own)), Text(Fold(both)));
        Assert.Equal(At(10), Fold(both).Current!.SealedAt);
    }

    [Fact]
    public void Makes_up_for_scans_that_were_lost_with_the_phone()
    {
        var cycle = Fold(Own[0], Carried(20, 15, Vehicle)).Current!;
        Assert.Equal("T001 T002", string.Join(' ', cycle.Evidence.Packed));
        Assert.Empty(cycle.Discrepancies);
    }

    [Fact]
    public void Of_the_sealing_after_a_reopening_is_of_another_sealing_by_its_number()
    {
        var reopened = Said(30, 20, "PH-C", Packer, new BoxReopened(Centre, "one more"));
        var cycle = Fold([.. Own, reopened, Carried(31, 40, Vehicle, sealedAt: 30, mechanical: 2, 1, 2, 4)]).Current!;
        Assert.Equal((At(30), "T001 T002 T004", BoxPlace.CentreSealed), (cycle.SealedAt, string.Join(' ', cycle.Evidence.Packed), cycle.Place));
    }

    /// <summary>A clock two days off must not put a box into another session.</summary>
    [Theory]
    [InlineData(16, 15)]
    [InlineData(15 - 13 * 60, 15)]
    [InlineData(15 - 11 * 60, 15 - 11 * 60)]
    public void Was_sealed_when_its_phone_says_so_unless_that_cannot_be(double said, double believed) =>
        Assert.Equal(At(believed), Fold(Carried(20, 15, Vehicle, sealedAt: said)).Current!.SealedAt);
}
