using System.Diagnostics;

namespace SpecimenLogistics.Benchmarks.Publish;

/// <summary>How many devices, and how many publishes each keeps in flight.</summary>
sealed record LoadShape(int Connections, int Window)
{
    public override string ToString() => $"{Connections}:{Window}";
}

/// <param name="PerSecond">Publishes acknowledged a second.</param>
/// <param name="CpuPer100K">CPU-seconds of the broker's process for 100,000 of them.</param>
sealed record LoadResult(string Broker, string Shape, double PerSecond, double CpuPer100K, double P50Ms, double P99Ms, long Messages);

/// <summary>The same publishers against any broker: warm up, then measure for a while.</summary>
static class Load
{
    public static async Task<LoadResult> Run(IBroker broker, LoadShape shape, int warmUp, TimeSpan length, uint boot)
    {
        using var stop = new CancellationTokenSource();
        var latency = new LatencyBuckets();
        var devices = Enumerable.Range(1, shape.Connections).Select(IBroker.Device).ToArray();
        var publishers = devices.Select(device => new Publisher(device, shape.Window, latency)).ToArray();
        foreach (var publisher in publishers) await publisher.SignOn(broker.Port, IBroker.Secret, stop.Token);
        var nowMs = broker.NowMs();
        var running = publishers.Zip(devices, (publisher, device) => publisher.Run(new PositionPacket(device, nowMs, boot), stop.Token)).ToArray();
        try
        {
            await Until(running, () => Total(publishers) >= warmUp);
            latency.Clear();
            var (count, cpu, clock) = (Total(publishers), broker.Cpu(), Stopwatch.StartNew());
            await Until(running, () => clock.Elapsed >= length);
            var (messages, seconds, used) = (Total(publishers) - count, clock.Elapsed.TotalSeconds, broker.Cpu() - cpu);
            return new(broker.Name, shape.ToString(), messages / seconds, used.TotalSeconds / messages * 100_000, latency.Milliseconds(0.5), latency.Milliseconds(0.99), messages);
        }
        finally
        {
            stop.Cancel();
            await Task.WhenAll(running.Select(task => task.ContinueWith(_ => { }, TaskScheduler.Default)));
            foreach (var publisher in publishers) publisher.Close();
        }
    }

    static long Total(Publisher[] publishers) => publishers.Sum(publisher => publisher.Acknowledged);

    static async Task Until(Task[] running, Func<bool> reached)
    {
        while (!reached())
        {
            if (running.FirstOrDefault(task => task.IsFaulted) is { } failed) await failed;
            await Task.Delay(20);
        }
    }
}
