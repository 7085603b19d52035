using SpecimenLogistics.Simulators.Fleet;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>Kills the server at the planned moments and starts it again with the same data. Devices find it again by themselves.</summary>
internal sealed class Killer(FleetPlan plan, ProgrammeClock clock, IServer server, Rest rest, GatewayCounts counts, TimeProvider real)
{
    static readonly TimeSpan Watch = TimeSpan.FromMilliseconds(250);

    public const string EndedByItself = "the server ended by itself in the middle of the day; server.log in its data folder may say why";

    volatile bool _restarting;

    /// <summary>Kills of the day so far, those of an earlier process of the same run included.</summary>
    public int Kills { get; private set; }

    /// <summary>Watches the server for an end that nobody planned, which ends the run.</summary>
    public async Task WatchAsync(CancellationToken cancel)
    {
        using var turns = new PeriodicTimer(Watch, real);
        while (await turns.WaitForNextTickAsync(cancel))
            if (!_restarting && server.HasExited && !_restarting) throw new RunTrouble(EndedByItself);
    }

    public async Task PlayAsync(CancellationToken cancel)
    {
        // Chosen before the first: one that falls due while the server is still coming back is played right after.
        List<long> ahead = [.. plan.Kills.Where(m => m >= clock.NowMs)];
        Kills = plan.Kills.Count - ahead.Count;
        foreach (var moment in ahead)
        {
            await Task.Delay(clock.RealTimeUntil(moment), real, cancel);
            await LastCountsAsync(cancel);
            _restarting = true;
            await server.KillAsync();
            Kills++;
            await server.StartAsync(cancel);
            _restarting = false;
            await ServerClock.SetAsync(rest, clock, plan.Starts, real, cancel);
        }
    }

    async Task LastCountsAsync(CancellationToken cancel) => counts.LifeEnds(await ServerStatus.AskAsync(rest, cancel));
}
