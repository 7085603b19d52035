using SpecimenLogistics.Simulators;
using SpecimenLogistics.Simulators.Faults;

namespace SpecimenLogistics.Unit.Simulators.Truths;

public sealed class EndTests
{
    /// <summary>With a tunnel closed a vehicle of this day is not at home when the day ends; what it would say then was waited for in vain.</summary>
    [Fact]
    public void Nothing_is_told_after_the_days_end_and_everything_before_it_is()
    {
        var day = DayTruth.Generate(Days.Short, 11, new HashSet<string> { "road-closed" });
        Assert.DoesNotContain(day.Emissions, e => e.At > day.Setup.Ends);
        Assert.Contains(day.Emissions.OfType<PositionEmission>(), e => e.Device == "V006" && e.SpeedKmh > 0 && e.At > day.Setup.Ends.AddSeconds(-15));
        Assert.Equal(day.Emissions.Count, ChannelFaults.Plan(day, new HashSet<string>()).Sendings.Length);
    }

    [Fact]
    public void A_plan_that_could_never_end_is_no_plan()
    {
        var day = Days.ShortOne;
        var late = day with { Emissions = [.. day.Emissions, new PositionEmission(day.Setup.Ends.AddSeconds(1), "V006", 22.3, 114.1, 0, 0, 5)] };
        Assert.Throws<InvalidOperationException>(() => ChannelFaults.Plan(late, new HashSet<string>()));
    }
}
