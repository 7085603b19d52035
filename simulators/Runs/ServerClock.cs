using SpecimenLogistics.Simulators.Fleet;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>
/// Keeps the server's programme clock and ours together as closely as the way allows: at six hundred times a tenth of a
/// second is a minute, so what a request takes is measured and reckoned with.
/// </summary>
internal static class ServerClock
{
    const int Looks = 5;

    /// <summary>Lets the server's clock run from where ours stands, then ours from where the server's has come.</summary>
    public static async Task StartAsync(Rest rest, ProgrammeClock clock, DateTimeOffset starts, TimeProvider real, CancellationToken cancel)
    {
        await PutIn.ClockAsync(rest, starts.AddMilliseconds(clock.NowMs), clock.Rate, frozen: clock.Ended, cancel);
        if (clock.Ended) return;
        var look = await LookAsync(rest, real, cancel);
        clock.Start((long)(look.Now - starts).TotalMilliseconds, look.Stamp);
    }

    /// <summary>Sets the server's clock to ours, which goes on meanwhile.</summary>
    public static async Task SetAsync(Rest rest, ProgrammeClock clock, DateTimeOffset starts, TimeProvider real, CancellationToken cancel)
    {
        var look = await LookAsync(rest, real, cancel);
        var arrival = Math.Min(clock.EndMs, clock.NowMs + look.Way.TotalMilliseconds * clock.Rate);
        await PutIn.ClockAsync(rest, starts.AddMilliseconds(arrival), clock.Rate, frozen: clock.Ended, cancel);
    }

    // The quickest of some looks tells most: it was the time in the middle of its round trip, give or take half of it.
    static async Task<(DateTimeOffset Now, long Stamp, TimeSpan Way)> LookAsync(Rest rest, TimeProvider real, CancellationToken cancel)
    {
        (DateTimeOffset Now, long Stamp, TimeSpan Way) best = (default, 0, TimeSpan.MaxValue);
        for (var n = 0; n < Looks; n++)
        {
            var asked = real.GetTimestamp();
            var said = (await rest.GetAsync("time", cancel)).Time("now") ?? throw new RunTrouble("the server did not say what time it is");
            var answered = real.GetTimestamp();
            var way = real.GetElapsedTime(asked, answered) / 2;
            if (way < best.Way) best = (said, asked + (answered - asked) / 2, way);
        }
        return best;
    }
}
