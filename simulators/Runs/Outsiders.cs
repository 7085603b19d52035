using SpecimenLogistics.Simulators.Fleet;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>Authorities and laboratories tell the control room of what they have decided, at its time; again and again while the server is down.</summary>
internal sealed class Outsiders(Day day, ProgrammeClock clock, Rest rest, bool mayBeDown, TimeProvider real)
{
    static readonly TimeSpan Again = TimeSpan.FromMilliseconds(100);

    public async Task PlayAsync(CancellationToken cancel)
    {
        foreach (var act in day.Outside)
        {
            await Task.Delay(clock.RealTimeUntil((act.At - day.Setup.Starts).Ticks / TimeSpan.TicksPerMillisecond), real, cancel);
            while (!await TrySayAsync(act, cancel)) await Task.Delay(Again, real, cancel);
        }
    }

    async Task<bool> TrySayAsync(OutsideAct act, CancellationToken cancel)
    {
        try
        {
            if (act.IsPut) await rest.PutAsync(act.Path, act.Body, cancel);
            else await rest.PostAsync(act.Path, act.Body, cancel);
            return true;
        }
        catch (HttpRequestException) when (mayBeDown) { return false; }
    }
}
