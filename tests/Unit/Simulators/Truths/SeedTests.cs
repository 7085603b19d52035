using SpecimenLogistics.Simulators;

namespace SpecimenLogistics.Unit.Simulators.Truths;

public class SeedTests
{
    [Fact]
    public void The_same_seed_is_the_same_day_to_the_last_millisecond()
    {
        var again = DayTruth.Generate(Scenario.Load("day12"), 1, Days.NoFault);

        Assert.Equal(Days.ShortOne.Print(), again.Print());
        Assert.Equal(Days.ShortOne.Truth.CanonicalLines, again.Truth.CanonicalLines);
        Assert.Equal(Days.ShortOne.Setup.Devices, again.Setup.Devices);
    }

    [Fact]
    public void The_whole_day_is_the_same_again_too() =>
        Assert.Equal(Days.WholeOne.Print(), DayTruth.Generate(Days.Whole, 1, Days.NoFault).Print());

    [Fact]
    public void Another_seed_is_another_day_and_another_truth()
    {
        var other = DayTruth.Generate(Days.Short, 2, Days.NoFault);

        Assert.NotEqual(Days.ShortOne.Print(), other.Print());
        Assert.NotEqual(Days.ShortOne.Truth.CanonicalLines, other.Truth.CanonicalLines);
        Assert.NotEqual(Days.ShortOne.Setup.Devices[0].Secret, other.Setup.Devices[0].Secret);
    }

    [Fact]
    public void A_fault_that_nobody_knows_is_refused_by_name()
    {
        var error = Assert.Throws<ArgumentException>(() => DayTruth.Generate(Days.Short, 1, new HashSet<string> { "meteor" }));

        Assert.Contains("meteor", error.Message);
        Assert.Contains("tamper", error.Message);
    }

    [Fact]
    public void A_scenario_that_is_not_there_is_answered_with_those_that_are()
    {
        var error = Assert.Throws<FileNotFoundException>(() => Scenario.Load("../day12"));

        Assert.Contains("day12, day148", error.Message);
    }
}
