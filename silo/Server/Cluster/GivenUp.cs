using System.Diagnostics;
using Orleans.Runtime;

namespace SpecimenLogistics.Server;

/// <summary>
/// A process that the others have given up ends. Orleans ends it by itself, and once was seen to say so and stay: whoever waits for a process to be
/// gone, to start it again, would wait for ever. So a thread of its own looks, needs nobody for what it does, and kills the process it is in.
/// </summary>
/// <param name="end">Ends the process at once; by default kills it.</param>
sealed class GivenUp(ISiloStatusOracle silos, TimeProvider real, Action? end = null) : IHostedService
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    static readonly TimeSpan s_every = TimeSpan.FromSeconds(1);
    readonly ManualResetEventSlim stopped = new();

    public Task StartAsync(CancellationToken cancel)
    {
        new Thread(Watch) { Name = "given up", IsBackground = true }.Start();
        return Task.CompletedTask;
    }

    void Watch()
    {
        long? since = null;
        while (!stopped.Wait(s_every))
        {
            since = silos.CurrentStatus == SiloStatus.Dead ? since ?? real.GetTimestamp() : null;
            if (since is { } at && real.GetElapsedTime(at) > Patience) (end ?? Process.GetCurrentProcess().Kill)();
        }
    }

    public Task StopAsync(CancellationToken cancel)
    {
        // A process that stops because it is asked to is Dead at the end too, and has its own deadline.
        stopped.Set();
        return Task.CompletedTask;
    }
}
