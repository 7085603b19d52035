using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SpecimenLogistics.Grains;

/// <summary>Work that goes on beside the grains: a turn, a pause, again. A turn that fails is logged, counted and tried again.</summary>
public abstract class Loop(TimeProvider real, ILogger logger) : BackgroundService
{
    int failures;

    /// <summary>Turns that failed since the start.</summary>
    public int Failures => failures;

    protected TimeProvider Real => real;

    /// <summary>One turn by hand, for whoever drives time; a failure is the caller's.</summary>
    public Task<TimeSpan> TakeTurn(CancellationToken cancel) => Turn(cancel);

    /// <summary>One turn; returns how long to rest before the next, real time.</summary>
    protected abstract Task<TimeSpan> Turn(CancellationToken cancel);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            var rest = TimeSpan.FromSeconds(1);
            try
            {
                rest = await Turn(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                Interlocked.Increment(ref failures);
                logger.LogWarning(error, "{Loop}: a turn failed; it will be tried again", GetType().Name);
            }
            try
            {
                await Task.Delay(rest, real, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
