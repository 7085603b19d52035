using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace SpecimenLogistics.Ingest;

/// <summary>
/// Stands before the broker: so many connections at once, so long until the sign-on, so long without a sign of life. The
/// broker's own keep-alive does not see the publishes that go around it, so it is kept here.
/// </summary>
sealed class ConnectionGuard(IngestCounters counters, IOptions<IngestOptions> options, TimeProvider time) : BackgroundService
{
    readonly ConcurrentDictionary<ConnectionContext, ConnectionWatch> watches = new();

    public async Task Around(ConnectionContext connection, ConnectionDelegate next)
    {
        try
        {
            if (counters.Opened() > options.Value.MaxConnections)
            {
                counters.Count(Refusal.TooManyConnections);
                connection.Abort();
                return;
            }
            var watch = new ConnectionWatch(time.GetTimestamp());
            connection.Features.Set(watch);
            watches[connection] = watch;
            await next(connection);
        }
        finally
        {
            watches.TryRemove(connection, out _);
            counters.Closed();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        var period = TimeSpan.FromTicks(Math.Min(TimeSpan.TicksPerSecond, options.Value.ConnectDeadline.Ticks / 4));
        using var timer = new PeriodicTimer(period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop)) Sweep();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
    }

    void Sweep()
    {
        var now = time.GetTimestamp();
        foreach (var (connection, watch) in watches)
        {
            if (watch.Overdue(time, now, options.Value.ConnectDeadline) is not { } why || !watches.TryRemove(connection, out _)) continue;
            counters.Count(why);
            connection.Abort();
        }
    }
}
