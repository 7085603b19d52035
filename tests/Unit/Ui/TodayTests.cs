using CsCheck;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Unit.Ui;

/// <summary>What today has shown, and what a forecast makes of it.</summary>
public sealed class TodayTests
{
    static readonly Instant Now = Instant.From(new DateTimeOffset(2020, 9, 6, 12, 0, 0, TimeSpan.Zero));
    static readonly SiteId Lab = Code.Parse<SiteId>("LAB1");
    static readonly Course OnRoad = new(Phase.OnRoad, Now, Now, 10, CarrierKm: 10, CarrierSeen: Now) { Laboratory = Lab, PlannedRoad = Minutes(16) };

    [Fact]
    public void Nineteen_waits_say_nothing_and_twenty_give_the_eighth_of_ten()
    {
        Assert.Null(Of(19, i => Waited(i)).Wait);
        Assert.Equal(Minutes(15), Of(20, i => Waited(i)).Wait);
    }

    [Fact]
    public void What_was_three_hours_ago_counts_no_more() =>
        Assert.Null(Of(40, i => Waited(i) with { At = Now - TimeSpan.FromHours(4) }).Wait);

    [Fact]
    public void Roads_that_take_longer_than_planned_lengthen_those_to_come_the_more_the_more_there_were()
    {
        Today Slow(int drives) => Of(drives, _ => new Measured(Lab, Now, null, Minutes(30), Minutes(20), null));
        Assert.Equal((1, 1.25), (Slow(0).Pace(Lab), Slow(10).Pace(Lab)));
        Assert.True(Prediction.Eta(OnRoad, Now, Slow(10)) > Prediction.Eta(OnRoad, Now, Today.Nothing));
    }

    [Fact]
    public void A_carrier_seen_some_minutes_ago_has_driven_on_since() =>
        Assert.Equal(Prediction.Eta(OnRoad, Now, Today.Nothing), Prediction.Eta(OnRoad, Now + Minutes(5), Today.Nothing));

    [Theory]
    // By the place 16 minutes are left, by the plan 24, 8 and none.
    [InlineData(24, 20)]
    [InlineData(8, 12)]
    [InlineData(0, 12)]
    public void What_the_place_and_the_plan_say_is_met_in_the_middle_but_a_plan_that_is_over_says_little(int left, int expected)
    {
        var course = OnRoad with { PlannedRoad = Minutes(60), Since = Now + Minutes(left) - Minutes(60) };
        Assert.Equal(Now + Minutes(expected), Prediction.Eta(course, Now, Today.Nothing));
    }

    [Fact]
    public void A_load_over_water_keeps_to_the_timetable_unless_it_is_too_far_away_to()
    {
        var course = OnRoad with { Ferry = true, PlannedArrival = Now + Minutes(5), CarrierKm = 5 };
        Assert.Equal(Now + Minutes(7), Prediction.Eta(course, Now, Today.Nothing));
        Assert.Equal(Now + Minutes(9), Prediction.Eta(course with { PlannedArrival = Now + Minutes(9) }, Now, Today.Nothing));
    }

    [Fact]
    public void Who_stands_on_the_road_is_expected_to_stand_on_for_longer_than_it_has() => Gen.Int[5, 90].Sample(minutes =>
    {
        var stuck = OnRoad with { StandsSince = Now };
        return Prediction.Of(stuck, Now + Minutes(minutes)).Road >= Prediction.Of(OnRoad, Now + Minutes(minutes)).Road + Minutes(minutes);
    });

    [Fact]
    public void Each_vehicle_before_a_dock_lengthens_the_wait_at_the_gate()
    {
        var queue = OnRoad with { QueuePerDock = 4 };
        Assert.Equal(Minutes(8), Prediction.Of(queue, Now).Gate);
    }

    [Fact]
    public void A_load_that_is_not_down_after_minutes_waits_for_something() =>
        Assert.True(Prediction.Of(new Course(Phase.AtDock, Now, Now, 10), Now + Minutes(20)).Dock >= Minutes(30));

    [Fact]
    public void A_vehicle_stands_from_when_it_stopped_and_an_older_fix_changes_nothing()
    {
        var here = new GeoPoint(22.3, 114.1);
        var stood = Standing.Next(Standing.Next(Standing.Next(null, here, 40, Now), here, 0, Now + Minutes(1)), here, 0, Now + Minutes(9));
        Assert.Equal(Now + Minutes(1), stood.Since);
        Assert.Same(stood, Standing.Next(stood, here, 50, Now + Minutes(8)));
        Assert.Null(Standing.Next(stood, here, 50, Now + Minutes(10)).Since);
    }

    static Measured Waited(int i) => new(Lab, Now, Minutes(i), null, null, null);
    static Today Of(int count, Func<int, Measured> one) => Today.Of(Enumerable.Range(0, count).Select(one), Now);
    static TimeSpan Minutes(double minutes) => TimeSpan.FromMinutes(minutes);
}
