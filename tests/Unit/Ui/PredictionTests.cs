using CsCheck;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Unit.Ui;

public sealed class PredictionTests
{
    static readonly Instant Closed = Instant.From(new DateTimeOffset(2020, 9, 6, 12, 0, 0, TimeSpan.Zero));
    static readonly Instant Target = Closed + TimeSpan.FromMinutes(90);

    [Fact]
    public void Before_closure_everything_is_still_to_come()
    {
        var course = new Course(Phase.NotClosed, Closed, Closed, 10);
        Assert.Equal(TimeSpan.FromMinutes(90 - 17 - 23 - 2 - 1), Prediction.Margin(course, Target, Closed - TimeSpan.FromHours(1)));
    }

    [Fact]
    public void A_stage_that_takes_longer_than_most_will_take_a_little_longer_still()
    {
        var course = new Course(Phase.Awaiting, Closed, Closed, 10);
        Assert.Equal(TimeSpan.FromMinutes(12), Prediction.Of(course, Closed + TimeSpan.FromMinutes(5)).Wait);
        Assert.Equal(TimeSpan.FromMinutes(4.25), Prediction.Of(course, Closed + TimeSpan.FromMinutes(60)).Wait);
    }

    [Fact]
    public void On_the_road_the_carriers_own_place_counts_not_the_centres()
    {
        var far = Prediction.Of(new Course(Phase.OnRoad, Closed, Closed, 20, CarrierKm: 18), Closed).Road;
        var near = Prediction.Of(new Course(Phase.OnRoad, Closed, Closed, 20, CarrierKm: 1), Closed).Road;
        Assert.True(near < TimeSpan.FromMinutes(5) && far > TimeSpan.FromMinutes(20), $"{near} {far}");
    }

    [Fact]
    public void An_unheard_carrier_makes_a_range_that_grows_with_the_silence_and_ends_at_the_door()
    {
        var seen = Closed + TimeSpan.FromMinutes(10);
        var course = new Course(Phase.OnRoad, seen, Closed, 20, CarrierKm: 10, CarrierSeen: seen);
        Gen.Int[0, 120].Sample(minutes =>
        {
            var (low, high) = Prediction.MarginUnheard(course, Target, seen + TimeSpan.FromMinutes(minutes));
            var road = TimeSpan.FromMinutes(16);
            return high - low == (TimeSpan.FromMinutes(minutes) < road ? TimeSpan.FromMinutes(minutes) : road);
        });
    }

    [Fact]
    public void The_margin_never_grows_while_nothing_happens()
    {
        var phases = Gen.Int[0, 4].Select(n => (Phase)n);
        Gen.Select(phases, Gen.Double[0, 30], Gen.Int[-120, 200], Gen.Int[0, 60]).Sample((phase, km, at, later) =>
        {
            var course = new Course(phase, Closed, Closed, km);
            var now = Closed + TimeSpan.FromMinutes(at);
            return Prediction.Margin(course, Target, now + TimeSpan.FromMinutes(later)) <= Prediction.Margin(course, Target, now);
        });
    }
}
