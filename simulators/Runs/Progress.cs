using System.Globalization;
using SpecimenLogistics.Simulators.Fleet;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>Tells how the day goes: one bar that is drawn over on a terminal, otherwise a plain line every few seconds.</summary>
internal sealed class Progress(TextWriter to, bool terminal, FleetPlan plan, string zone, DeviceFleet fleet, ProgrammeClock clock, Rest rest, TimeProvider real)
{
    const int BarWidth = 30;
    readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(zone);
    ServerFigures? _last;

    public async Task TellAsync(CancellationToken cancel)
    {
        using var turns = new PeriodicTimer(TimeSpan.FromSeconds(terminal ? 1 : 5), real);
        try
        {
            while (await turns.WaitForNextTickAsync(cancel))
            {
                _last = await ServerFigures.AskAsync(rest, cancel) ?? _last;
                Draw();
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            if (terminal) to.WriteLine();
        }
    }

    void Draw()
    {
        var line = Line(plan.Starts.AddMilliseconds(clock.NowMs), (double)clock.NowMs / clock.EndMs, fleet.Tally(), _last);
        if (terminal) to.Write("\r" + line + "\u001b[K");
        else to.WriteLine(line);
        to.Flush();
    }

    internal string Line(DateTimeOffset now, double done, Tally tally, ServerFigures? figures)
    {
        var filled = (int)Math.Clamp(done * BarWidth, 0, BarWidth);
        var bar = terminal ? $"[{new string('#', filled)}{new string('.', BarWidth - filled)}] " : "";
        var waiting = tally.Waiting > 0 ? string.Create(CultureInfo.InvariantCulture, $" ({tally.Waiting:N0} waiting)") : "";
        var server = figures is null ? "" : $"  deliveries within target {figures.WithinTarget}/{figures.Deliveries}  boxes unaccounted {figures.Unaccounted}";
        return string.Create(CultureInfo.InvariantCulture,
            $"{bar}{TimeZoneInfo.ConvertTime(now, _zone):HH:mm:ss} {_zone.Id}  {done,4:P0}  messages {tally.Acknowledged:N0}{waiting}{server}");
    }
}

/// <summary>The server's own figures while the day is on.</summary>
internal sealed record ServerFigures(int Deliveries, int WithinTarget, int Unaccounted)
{
    /// <summary>Null while the server cannot be asked, as when it has just been killed.</summary>
    public static async Task<ServerFigures?> AskAsync(Rest rest, CancellationToken cancel)
    {
        try
        {
            var said = await rest.GetAsync("api/v1/report", cancel);
            return new ServerFigures(said.Number("deliveries"), said.Number("deliveries_within_target"), said.Number("boxes_unaccounted"));
        }
        catch (HttpRequestException) { return null; }
    }
}
