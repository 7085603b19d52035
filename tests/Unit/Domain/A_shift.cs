using System.Text;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Tests.Unit.Domain;

/// <summary>Handing over the control room, as the programme keeps it.</summary>
public sealed class A_shift
{
    static readonly Recorded Set = Of(0, null, null, new ProgrammeSet("Day", "Asia/Hong_Kong", false, null, null, null));

    [Theory]
    [InlineData(null, null)]
    [InlineData("P-1", null)]
    [InlineData(null, "P-1")]
    [InlineData("P-1", "P-1")]
    public void that_one_person_alone_signs_is_not_handed_over(string? goes, string? comes) =>
        Assert.Null(View(Of(1, goes, comes, Shift("n"))).Shifts);

    [Fact]
    public void is_remembered_as_the_latest_few_with_both_people_and_what_was_open()
    {
        var view = View([.. Enumerable.Range(1, 8).Select(i => Of(i, "P-1", "P-2", Shift($"{i}")))]);
        Assert.Equal(["4", "5", "6", "7", "8"], view.Shifts!.Select(s => s.Note));
        var last = view.Shifts![^1];
        Assert.Equal(("P-1", "P-2", At(8), At(0)), (last.Goes.Value, last.Comes.Value, last.At, last.Offered));
        Assert.Equal((ShiftMatter.Held, 2, "BX-0001"), (last.Open[0].Matter, last.Open[0].Count, last.Open[0].Ids[0]));
    }

    [Fact]
    public void leaves_the_view_of_a_programme_without_one_as_it_was() =>
        Assert.DoesNotContain("shifts", Encoding.UTF8.GetString(Views.Of(ProgrammeState.Start("programme").Apply(Set))), StringComparison.Ordinal);

    [Fact]
    public void is_stored_under_names_that_never_change()
    {
        const string Stored = """{"kind":"shift-handed-over","offered":1599393600000000,"note":"the ferry is late","open":[{"matter":"OnTheRoad","count":2,"ids":["2020-09-06/CW01/2"]}]}""";
        var read = Assert.IsType<ShiftHandedOver>(FactCodec.Read(Encoding.UTF8.GetBytes(Stored)));
        Assert.Equal((ShiftMatter.OnTheRoad, 2), (read.Open[0].Matter, read.Open[0].Count));
        Assert.Equal(Stored, Encoding.UTF8.GetString(FactCodec.Write(read)));
    }

    static ProgrammeView View(params Recorded[] facts) => ViewJson.Read<ProgrammeView>(Views.Of(facts.Prepend(Set).Aggregate(ProgrammeState.Start("programme"), (s, f) => s.Apply(f))));

    static ShiftHandedOver Shift(string note) => new(At(0), note, [new LeftOpen(ShiftMatter.Held, 2, ["BX-0001", "BX-0002"])]);

    static Instant At(int minutes) => Facts.Morning + TimeSpan.FromMinutes(minutes);

    static Recorded Of(int minute, string? goes, string? comes, Fact fact) => new(
        FactIds.Named($"test\n{minute}"), new Stamp(At(minute), "", 0, 0, 0), TimeSpan.Zero, null, At(minute), goes is null ? null : Code.Parse<StaffId>(goes), comes is null ? null : Code.Parse<StaffId>(comes), null, fact);
}
