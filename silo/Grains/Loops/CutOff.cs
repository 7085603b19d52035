using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Grains;

/// <summary>
/// A process that the store does not answer while it answers others keeps its grains from everybody: it answers the others' probes, so that nobody
/// gives it up, and none of its grains can write. So it ends, and the others have them. Where the store answers nobody, it stays and waits.
/// </summary>
/// <param name="othersAreAnswered">Whether somebody elsewhere has the store's answers.</param>
/// <param name="end">Ends the process at once; nothing that it holds could be written.</param>
public sealed class CutOff(SharedDuty duty, Func<Task<bool>> othersAreAnswered, Action<string> end, TimeProvider real, ILogger<CutOff> log) : BackgroundService
{
    /// <summary>As many rounds one after the other in which somebody has an answer and we have none: all find a store that comes back, but not at the same moment.</summary>
    public const int Rounds = 4;

    static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var turns = new PeriodicTimer(Every, real);
        var alone = 0;
        try
        {
            while (await turns.WaitForNextTickAsync(stop))
            {
                alone = !duty.StoreAnswers && await othersAreAnswered() && !duty.StoreAnswers ? alone + 1 : 0;
                if (alone == 1) log.LogWarning("the store does not answer this process, and answers another");
                if (alone == Rounds) end("the store answers others and not this process: it ends, so that they have its grains");
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
    }
}
