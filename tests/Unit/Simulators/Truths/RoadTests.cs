using CsCheck;
using SpecimenLogistics.Simulators.Programme;
using SpecimenLogistics.Simulators.Roads;

namespace SpecimenLogistics.Unit.Simulators.Truths;

public class RoadTests
{
    const long Hour = 3_600_000;
    static readonly RouteFinder Roads = new(Days.Whole.Roads, Days.Whole.Numbers.Driving);

    [Fact]
    public void Every_route_is_one_unbroken_way_from_door_to_door() =>
        Gen.Select(Gen.Int[0, 147], Gen.Int[0, 4], Gen.Long[6 * Hour, 23 * Hour]).Sample((from, to, at) =>
        {
            Spot a = Days.Whole.Centres[from].Spot, b = Days.Whole.Hubs[to].Spot;
            if (Days.Whole.Centres[from].ByFerry) return;
            var route = Roads.Find(a, b, at);
            Assert.Equal(a, route.Pieces[0].From);
            Assert.Equal(b, route.Pieces[^1].To);
            for (var i = 1; i < route.Pieces.Count; i++) Assert.Equal(route.Pieces[i - 1].To, route.Pieces[i].From);
            Assert.All(route.Pieces, p => Assert.True(p.Ms > 0));
        });

    [Fact]
    public void A_route_cut_in_two_is_as_long_and_meets_in_one_place_that_is_no_site() =>
        Gen.Select(Gen.Int[0, 139], Gen.Double[0, 0.999]).Sample((from, share) =>
        {
            var route = Roads.Find(Days.Whole.Centres[from].Spot, Days.Whole.Hubs[from % 4].Spot, 20 * Hour);
            var (before, after) = route.Cut(share);
            Assert.Equal(route.Ms, before.Ms + after.Ms);
            Assert.Equal(before.Pieces[^1].To, after.Pieces[0].From);
            Assert.Null(after.Pieces[0].From.Site);
            Assert.Equal(route.Pieces[^1].To, after.Pieces[^1].To);
        });

    [Fact]
    public void The_evening_peak_is_slower_than_the_night()
    {
        Spot laboratory = Days.Whole.Hub("LAB1").Spot, north = Days.Whole.Centre("NO02").Spot;
        Assert.True(Roads.Find(north, laboratory, 18 * Hour).Ms > 1.2 * Roads.Find(north, laboratory, 22 * Hour + Hour / 2).Ms);
    }

    [Fact]
    public void A_boat_leaves_at_its_minutes_and_not_before_the_first()
    {
        var ferry = Days.Whole.Roads.FerryFrom("P_CC");
        Assert.Equal(ferry.FirstMs, ferry.NextAt(0));
        Assert.Equal(ferry.FirstMs, ferry.NextAt(ferry.FirstMs));
        Assert.Equal(ferry.FirstMs + ferry.EveryMs, ferry.NextAt(ferry.FirstMs + 1));
    }
}
