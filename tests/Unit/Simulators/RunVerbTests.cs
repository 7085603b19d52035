using SpecimenLogistics.Simulators.Runs;

namespace SpecimenLogistics.Unit.Simulators;

public sealed class RunVerbTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("run-verb-").FullName;
    readonly StringWriter _said = new(), _complained = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("--fault earthquake")]
    [InlineData("--nonsense")]
    [InlineData("--scenario nowhere")]
    public async Task What_does_not_exist_ends_with_64_and_one_line(string args) => await RefusedAsync(args.Split(' '));

    [Fact]
    public async Task A_folder_with_something_else_in_it_is_refused()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "letter.txt"), "dear", TestContext.Current.CancellationToken);
        Assert.Contains(_folder, await RefusedAsync("--data", _folder));
    }

    [Theory]
    [InlineData("other", 1, "", 1)]
    [InlineData("tiny", 2, "", 1)]
    [InlineData("tiny", 1, "skew", 1)]
    [InlineData("tiny", 1, "", 2)]
    public async Task A_folder_with_another_day_is_refused(string scenario, int seed, string fault, int days)
    {
        new RunFile(scenario, seed, new DateOnly(2020, 9, 6), fault.Length == 0 ? [] : [fault], 5, 6) { Days = days }.Write(_folder);
        Assert.Contains("tiny/1/2020-09-06", await RefusedAsync("--data", _folder, "--scenario", "tiny"));
    }

    [Fact]
    public async Task A_server_that_was_not_built_is_named() => Assert.Contains("nowhere.dll", await RefusedAsync("--scenario", "tiny", "--server", "nowhere.dll"));

    async Task<string> RefusedAsync(params string[] args)
    {
        var verb = new RunVerb((options, _) => options.Scenario == "nowhere" ? throw new FileNotFoundException("no scenario nowhere") : new FixedDay(TinyDay.Make(options.Seed)), _said, _complained, false, TimeProvider.System);
        Assert.Equal(ExitCode.Usage, await verb.RunAsync(args, TestContext.Current.CancellationToken));
        return Assert.Single(_complained.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
