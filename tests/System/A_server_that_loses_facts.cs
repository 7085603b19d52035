using SpecimenLogistics.Tests.Processes.Lossy;

namespace SpecimenLogistics.Tests.Processes;

/// <summary>Whether a whole day would notice at all: the server acknowledges everything, and a few facts are not on disk.</summary>
[Collection("a machine to itself")]
public sealed class A_server_that_loses_facts
{
    [Fact(Timeout = 180_000)]
    public async Task Fails_the_day_by_every_tube_it_lost()
    {
        var day = await Day.Play(1, 300, new Dictionary<string, string> { ["DOTNET_STARTUP_HOOKS"] = typeof(LossyJournal).Assembly.Location });

        var lost = (await File.ReadAllLinesAsync(Path.Combine(day.Folder, "server.log"), TestContext.Current.CancellationToken)).Count(l => l.StartsWith(LossyJournal.Word, StringComparison.Ordinal));
        Assert.True(lost > 0, day.Output);
        Assert.Equal(day.Number("messages_sent"), day.Number("messages_acknowledged"));
        Assert.Equal(1, day.ExitCode);
        Assert.NotEqual(day.Text("expected_state_hash"), day.Text("state_hash"));
        Assert.InRange(day.Number("truth_mismatches"), 1, long.MaxValue);
        // Packed and never stored, and yet received: one difference a tube, no more and no less.
        Assert.Equal(lost, day.Number("tubes_received") - day.Number("tubes_packed"));
    }
}
