using SpecimenLogistics.Simulators.Fleet;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>Kills the server at the planned moments and starts it again with the same data. Devices find it again by themselves.</summary>
internal sealed class Killer(FleetPlan plan, DeviceFleet fleet, ProgrammeClock clock, IServer server, Rest rest, GatewayCounts counts, TimeProvider real)
{
    static readonly TimeSpan HoldDeadline = TimeSpan.FromSeconds(3), Look = TimeSpan.FromMilliseconds(5);

    /// <summary>Kills there were so far.</summary>
    public int Kills { get; private set; }

    public async Task PlayAsync(CancellationToken cancel)
    {
        foreach (var moment in plan.Kills.Where(m => m >= clock.NowMs))
        {
            await Task.Delay(clock.RealTimeUntil(moment), real, cancel);
            await LastCountsAsync(cancel);
            await HoldMalformedAsync(cancel);
            await server.KillAsync();
            Kills++;
            await server.StartAsync(cancel);
            await PutIn.ClockAsync(rest, plan.Starts.AddMilliseconds(clock.NowMs), clock.Rate, frozen: clock.Ended, cancel);
            fleet.Counters.HoldMalformed = false;
        }
    }

    async Task LastCountsAsync(CancellationToken cancel) => counts.LifeEnds(await ServerStatus.AskAsync(rest, cancel));

    // A broken publish in flight at the kill would leave it open whether the server holds it once or twice.
    async Task HoldMalformedAsync(CancellationToken cancel)
    {
        fleet.Counters.HoldMalformed = true;
        var began = real.GetTimestamp();
        while (!fleet.NoMalformedUnderWay() && real.GetElapsedTime(began) < HoldDeadline) await Task.Delay(Look, real, cancel);
    }
}
