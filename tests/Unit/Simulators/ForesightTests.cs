using SpecimenLogistics.Simulators.Runs;

namespace SpecimenLogistics.Unit.Simulators;

public sealed class ForesightTests
{
    static readonly SpecimenLogistics.Simulators.Day Tiny = TinyDay.Make();
    static readonly string Id = Tiny.Truth.Deliveries[0].Id;
    static readonly DateTimeOffset Target = Tiny.Truth.Deliveries[0].Target, Gate = Tiny.Truth.Unloads[0].GateArrival;

    [Theory]
    [InlineData(-16, 1.0)]
    [InlineData(-14, 0.0)]
    public void A_late_delivery_was_foreseen_when_it_was_at_risk_a_quarter_of_an_hour_before(int minutes, double recall)
    {
        var truth = Tiny.Truth with { PredictedLate = new HashSet<string> { Id } };
        Assert.Equal(recall, Of(truth, [(Target.AddMinutes(minutes), true)], []).RecallAt15Min);
    }

    [Fact]
    public void An_alarm_that_was_taken_back_before_then_does_not_count_as_foresight_and_does_count_as_ever()
    {
        var truth = Tiny.Truth with { PredictedLate = new HashSet<string> { Id } };
        var foresight = Of(truth, [(Target.AddMinutes(-40), true), (Target.AddMinutes(-30), false)], []);
        Assert.Equal((0.0, 1.0), (foresight.RecallAt15Min, foresight.EverShare));
    }

    [Fact]
    public void An_arrival_is_held_against_what_was_said_twenty_minutes_before_it()
    {
        var foresight = Of(Tiny.Truth, [], [new(Gate.AddMinutes(-60), Gate.AddMinutes(30)), new(Gate.AddMinutes(-19), Gate.AddMinutes(3))]);
        Assert.Equal((3.0, 1), (Math.Round(foresight.EtaErrorP90!.Value, 6), foresight.EtaSamples));
    }

    [Fact]
    public void What_was_said_only_much_earlier_or_later_is_no_sample() =>
        Assert.Equal(0, Of(Tiny.Truth, [], [new(Gate.AddMinutes(-60), Gate), new(Gate.AddMinutes(-5), Gate)]).EtaSamples);

    static Foresight Of(SpecimenLogistics.Simulators.Truth truth, (DateTimeOffset, bool)[] risks, Foretold.Expectation[] said) =>
        Foresight.Of(truth, new Dictionary<string, IReadOnlyList<(DateTimeOffset, bool)>> { [Id] = risks }, _ => said);
}
