using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Grains;

/// <summary>Work that goes on beside the grains, in one process of a cluster: a turn, a pause, again. A turn that fails is logged, counted and tried again.</summary>
public abstract class Loop(IDuty duty, TimeProvider real, ILogger logger) : BackgroundService
{
    /// <summary>After a turn that failed, and where the turn is another process's.</summary>
    static readonly TimeSpan Otherwise = TimeSpan.FromSeconds(1);

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
            var rest = Otherwise;
            try
            {
                if (duty.IsOurs) rest = await Turn(stoppingToken);
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
