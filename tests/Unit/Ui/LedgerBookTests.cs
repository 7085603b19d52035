using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui;

namespace SpecimenLogistics.Unit.Ui;

public sealed class LedgerBookTests
{
    [Fact]
    public void It_is_balanced_when_every_account_is_what_the_boxes_say() =>
        Assert.True(Book(vehicle: new AccountView(0, 2, 1, 1), "vehicle:V001", "centre:CW01").Balanced);

    [Theory]
    [InlineData("a box the vehicle knows nothing of", 0, 1, 1, 0)]
    [InlineData("a box the vehicle has and that says otherwise", 0, 3, 1, 2)]
    [InlineData("an account that does not add up", 1, 1, 0, 1)]
    public void A_difference_is_seen(string what, int opening, int @in, int @out, int balance)
    {
        var book = Book(new AccountView(opening, @in, @out, balance), "vehicle:V001", "centre:CW01");
        Assert.False(book.Balanced, what);
        Assert.Equal("vehicle:V001", Assert.Single(book.Lines, line => !line.Balanced).Party);
    }

    [Fact]
    public void A_box_held_by_somebody_without_an_account_or_by_nobody_is_never_balanced()
    {
        Assert.False(Book(new AccountView(0, 1, 0, 1), "vehicle:V001", "courier:C09").Balanced);
        var nowhere = Book(new AccountView(0, 1, 0, 1), "vehicle:V001", null);
        Assert.Equal((false, 1), (nowhere.Balanced, nowhere.Nowhere));
    }

    static LedgerBook Book(AccountView vehicle, params string?[] holders)
    {
        var boxes = holders.Select((holder, i) => new BoxView(
            Code.Parse<BoxId>($"BX-{i}"), null, null, BoxPlace.WithCarrier, holder is null ? null : Code.Parse<Party>(holder), null, false, SealState.None, 0, 0, null, null, [], [])).ToArray();
        var centre = holders.Count(h => h == "centre:CW01");
        var site = new SiteView(
            Code.Parse<SiteId>("CW01"), "", "", "", 0, 0, 1, SiteRole.Centre, null, null, 90, [], [], new AccountView(centre, 0, 0, centre), [], 0, 0);
        return LedgerBook.Of(boxes, [site], [new VehicleView(Code.Parse<VehicleId>("V001"), null, vehicle, [], [], null, [])], []);
    }
}
