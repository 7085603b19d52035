using Microsoft.Extensions.Hosting;

namespace SpecimenLogistics.Server;

/// <summary>Keeps this process's clock with the one that all processes have in common.</summary>
sealed class ClockFollower(ProgrammeTime clock, TimeProvider real, ILogger<ClockFollower> log) : BackgroundService
{
    static readonly TimeSpan s_again = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        for (var failures = 0; !stop.IsCancellationRequested;)
        {
            try
            {
                await clock.Follow(stop);
                failures = 0;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested) { return; }
            catch (Exception error)
            {
                if (failures++ == 0) log.LogWarning(error, "the common clock cannot be read; this one goes on as it was");
                try { await Task.Delay(s_again, real, stop); }
                catch (OperationCanceledException) { return; }
            }
        }
    }
}
