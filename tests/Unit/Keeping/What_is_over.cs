using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Grains;

namespace SpecimenLogistics.Unit.Keeping;

public sealed class What_is_over
{
    static byte[] Box(BoxPlace place, HoldReason? hold = null) => ViewJson.Write(new BoxView(
        Code.Parse<BoxId>("BX-1"), null, null, place, null, null, false, SealState.None, 0, 0, null, null, [], []) { Hold = hold });

    [Fact]
    public void A_box_is_over_where_nobody_needs_it_and_nowhere_else()
    {
        var over = Enum.GetValues<BoxPlace>().Where(place => Over.Is("box/BX-1", Box(place)));
        Assert.Equal([BoxPlace.WarehouseClean, BoxPlace.WarehouseDirty, BoxPlace.WarehouseFaulty, BoxPlace.WrittenOff], over);
        Assert.False(Over.Is("box/BX-1", Box(BoxPlace.WarehouseDirty, Enum.GetValues<HoldReason>()[0])));
        Assert.False(Over.Is("box/BX-1", null));
    }

    [Fact]
    public void Days_are_over_and_the_programmes_own_never()
    {
        Assert.True(Over.Is("delivery/2020-09-06/CW01/1", null));
        Assert.True(Over.Is("plan/2020-09-06", null));
        Assert.All(["programme/programme", "site/CW01", "vehicle/V001", "device/D1", "dock/LAB1-D1", "courier/C1", "retention/store"], stream => Assert.False(Over.Is(stream, null)));
    }
}
