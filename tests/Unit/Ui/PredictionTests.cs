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

    [Theory]
    [InlineData(Phase.NotClosed, true)]
    [InlineData(Phase.Awaiting, true)]
    [InlineData(Phase.OnRoad, true)]
    [InlineData(Phase.AtGate, true)]
    // It is being unloaded: the order is for those who come.
    [InlineData(Phase.AtDock, false)]
    public void What_comes_to_a_stopped_intake_is_unloaded_when_that_opens_and_not_before(Phase phase, bool held)
    {
        var course = new Course(phase, Closed, Closed, 10);
        var (opens, without) = (Closed + TimeSpan.FromMinutes(100), Prediction.Margin(course, Target, Closed));
        Assert.Equal(held ? TimeSpan.FromMinutes(-11) : without, Prediction.Margin(course with { Opens = opens }, Target, Closed));
        // What is not there by then anyway is not kept waiting.
        Assert.Equal(without, Prediction.Margin(course with { Opens = Closed }, Target, Closed));
    }

    [Fact]
    public void Who_stood_before_a_stopped_intake_is_not_expected_to_stand_on_once_it_is_open()
    {
        var stood = new Course(Phase.AtGate, Closed, Closed, 10);
        var now = Closed + TimeSpan.FromMinutes(40);
        Assert.Equal(TimeSpan.FromMinutes(60), Prediction.Of(stood, now).Gate);
        Assert.Equal(TimeSpan.FromMinutes(5), Prediction.Of(stood with { Opens = now + TimeSpan.FromMinutes(5) }, now).Gate);
        Assert.Equal(TimeSpan.FromMinutes(0.5), Prediction.Of(stood with { Opens = now - TimeSpan.FromMinutes(4) }, now).Gate);
        Assert.Equal(TimeSpan.FromMinutes(15), Prediction.Of(stood with { Opens = now - TimeSpan.FromMinutes(10) }, now).Gate);
    }

    [Fact]
    public void An_unheard_carrier_may_have_driven_on_but_not_into_a_stopped_intake()
    {
        var seen = Closed + TimeSpan.FromMinutes(10);
        var course = new Course(Phase.OnRoad, seen, Closed, 20, CarrierKm: 10, CarrierSeen: seen) { Opens = Target };
        Assert.Equal((TimeSpan.FromMinutes(-1), TimeSpan.FromMinutes(-1)), Prediction.MarginUnheard(course, Target, seen + TimeSpan.FromMinutes(30)));
    }

    [Fact]
    public void Stopped_until_further_notice_is_taken_to_be_an_hour_from_whenever_one_looks()
    {
        Assert.Equal(Closed + TimeSpan.FromHours(1), IntakeTerm.Opens(IntakeState.Stopped, null, Closed));
        Assert.Equal(Target, IntakeTerm.Opens(IntakeState.Stopped, Target, Closed));
        Assert.Null(IntakeTerm.Opens(IntakeState.Slowed, Target, Closed));
    }

    [Fact]
    public void The_margin_never_grows_while_nothing_happens()
    {
        var phases = Gen.Int[0, 4].Select(n => (Phase)n);
        Gen.Select(phases, Gen.Double[0, 30], Gen.Int[-120, 200], Gen.Int[0, 60], Gen.Int[-400, 200]).Sample((phase, km, at, later, opens) =>
        {
            var course = new Course(phase, Closed, Closed, km) { Opens = opens > -200 ? Closed + TimeSpan.FromMinutes(opens) : null };
            var now = Closed + TimeSpan.FromMinutes(at);
            return Prediction.Margin(course, Target, now + TimeSpan.FromMinutes(later)) <= Prediction.Margin(course, Target, now);
        });
    }
}
