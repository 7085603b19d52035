using SpecimenLogistics.Simulators.Runs;

namespace SpecimenLogistics.Unit.Simulators;

public sealed class OptionParserTests
{
    [Fact]
    public void Nothing_asked_for_is_the_whole_day_at_sixty_times()
    {
        Assert.True(OptionParser.TryParse([], out var options, out _));
        Assert.Equal((60, "day148", 1, false, 0), (options.Speed, options.Scenario, options.Seed, options.Exit, options.Port));
        Assert.Null(options.Data);
        Assert.Empty(options.Faults);
    }

    [Fact]
    public void Everything_can_be_asked_for()
    {
        string[] args = ["--speed", "600", "--scenario", "day12", "--seed", "7", "--exit", "--report", "r.json", "--port", "8080", "--data", "d", "--tls", "--fault", "skew", "reorder", "--fault", "tamper,delay"];
        Assert.True(OptionParser.TryParse(args, out var options, out var error), error);
        Assert.Equal((600, "day12", 7, true, "r.json", 8080, "d"), (options.Speed, options.Scenario, options.Seed, options.Exit, options.Report, options.Port, options.Data));
        Assert.Equal(["delay", "reorder", "skew", "tamper"], options.Faults);
        Assert.True(options.Tls && !RunOptions.Default.Tls);
    }

    [Fact]
    public void Played_fast_to_a_time_of_the_day_it_is_judged_by_the_fastest_it_ever_ran()
    {
        Assert.True(OptionParser.TryParse(["--from", "20:00", "--speed", "1"], out var options, out _));
        Assert.Equal((new TimeOnly(20, 0), 1d, 600d), (options.From, options.Speed, options.Fastest));
        Assert.Equal(60, RunOptions.Default.Fastest);
    }

    [Fact]
    public void Several_processes_may_have_their_machines_struck()
    {
        Assert.True(OptionParser.TryParse("--nodes 3 --fault kill-node --fault kill-database --fault pause-node".Split(' '), out var options, out var error), error);
        Assert.Equal((3, true), (options.Nodes, options.IsShared));
        Assert.False(RunOptions.Default.IsShared);
    }

    [Theory]
    [InlineData("--nodes 0", "--nodes wants a number from 1 to 9")]
    [InlineData("--nodes many", "many")]
    [InlineData("--fault kill-node", "kill-node needs --nodes 2 or more")]
    [InlineData("--nodes 2 --store Host=db1;Database=x --fault kill-database", "leave --store away")]
    [InlineData("--nodes 2 --fault partition", "partition needs --nodes 3 or more")]
    [InlineData("--nodes 3 --store Host=db1;Database=x --fault slow-database", "leave --store away")]
    [InlineData("--nodes 3 --fault lose-database-machine", "needs --standby")]
    [InlineData("--standby", "--standby is for a database of the run's own")]
    [InlineData("--nodes 3 --standby --fault slow-database", "do not go into one run")]
    [InlineData("--nodes 3 --fault kill-node kill-database pause-node rolling-restart slow-database partition", "at most 5 faults")]
    [InlineData("--from 8pm", "8pm")]
    [InlineData("--days 0", "--days wants a number from 1 to 31")]
    [InlineData("--days 32", "32")]
    [InlineData("--sped 3", "--sped")]
    [InlineData("--speed", "--speed needs a value")]
    [InlineData("--speed fast", "fast")]
    [InlineData("--speed 0", "--speed")]
    [InlineData("--seed -1", "-1")]
    [InlineData("--seed 1 2", "unknown option 2")]
    [InlineData("--port 70000", "70000")]
    [InlineData("--fault earthquake", "unknown fault earthquake")]
    [InlineData("--fault --exit", "--fault needs a value")]
    [InlineData("day12", "unknown option day12")]
    public void What_cannot_be_read_is_said_in_one_line(string args, string said)
    {
        Assert.False(OptionParser.TryParse(args.Split(' '), out _, out var error));
        Assert.Contains(said, error);
        Assert.DoesNotContain('\n', error);
    }
}
