using System.Diagnostics;

namespace SpecimenLogistics.Benchmarks.Publish;

/// <summary>How many devices, and how many publishes each keeps in flight.</summary>
sealed record LoadShape(int Connections, int Window)
{
    /// <summary>How much later each fix of a device is than the one before. 0: all are of one moment, and a vehicle's last position stays as it is.</summary>
    public int StepMs { get; init; }

    public override string ToString() => $"{Connections}:{Window}";
}

/// <summary>What goes before a measurement, beside each device's first publish: so many, and no longer than that.</summary>
sealed record WarmUp(int Publishes, TimeSpan AtMost);

/// <param name="PerSecond">Publishes acknowledged a second.</param>
/// <param name="CpuPer100K">CPU-seconds of the broker's processes for 100,000 of them.</param>
/// <param name="StoreCpuPer100K">The same of its database.</param>
sealed record LoadResult(string Broker, string Shape, double PerSecond, double CpuPer100K, double StoreCpuPer100K, double P50Ms, double P99Ms, long Messages);

/// <summary>The same publishers against any broker: warm up, then measure for a while.</summary>
static class Load
{
    // So that no more of them wait to be let in than a listening socket holds.
    const int SignOnsAtOnce = 32;
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public static async Task<LoadResult> Run(IBroker broker, LoadShape shape, WarmUp warmUp, TimeSpan length, uint boot)
    {
        using var stop = new CancellationTokenSource();
        var latency = new LatencyBuckets();
        var devices = Enumerable.Range(1, shape.Connections).Select(IBroker.Device).ToArray();
        var publishers = devices.Select(device => new Publisher(device, shape.Window, latency)).ToArray();
        Task[] running = [];
        try
        {
            await SignOn(broker, publishers);
            var nowMs = broker.NowMs();
            running = [.. publishers.Zip(devices, (publisher, device) => publisher.Run(new PositionPacket(device, nowMs, boot, shape.StepMs), stop.Token))];
            // A boot's first publish costs what no other does: its clock is a fact.
            if (!await Until(running, () => publishers.All(publisher => publisher.Acknowledged > 0), Deadline))
                throw new TimeoutException($"{broker.Name}: {publishers.Count(publisher => publisher.Acknowledged == 0)} of {shape.Connections} devices were not acknowledged within {Deadline.TotalSeconds} s");
            await Until(running, () => Total(publishers) >= warmUp.Publishes, warmUp.AtMost);
            latency.Clear();
            var (count, cpu, store, clock) = (Total(publishers), broker.Cpu(), broker.StoreCpu(), Stopwatch.StartNew());
            await Until(running, () => false, length);
            var (messages, seconds, used, storeUsed) = (Total(publishers) - count, clock.Elapsed.TotalSeconds, broker.Cpu() - cpu, broker.StoreCpu() - store);
            if (messages == 0) throw new TimeoutException($"{broker.Name}: nothing was acknowledged in {seconds:0} s at {shape}");
            double Per100K(TimeSpan time) => time.TotalSeconds / messages * 100_000;
            return new(broker.Name, shape.ToString(), messages / seconds, Per100K(used), Per100K(storeUsed), latency.Milliseconds(0.5), latency.Milliseconds(0.99), messages);
        }
        finally
        {
            stop.Cancel();
            await Task.WhenAll(running.Select(task => task.ContinueWith(_ => { }, TaskScheduler.Default)));
            foreach (var publisher in publishers) publisher.Close();
        }
    }

    static async Task SignOn(IBroker broker, Publisher[] publishers)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            await Parallel.ForEachAsync(publishers.Index(), new ParallelOptions { MaxDegreeOfParallelism = SignOnsAtOnce, CancellationToken = deadline.Token },
                async (each, cancel) => await each.Item.SignOn(broker.PortOf(each.Index), IBroker.Secret, cancel));
        }
        catch (OperationCanceledException) { throw new TimeoutException($"{broker.Name}: not all of {publishers.Length} devices had signed on within {Deadline.TotalSeconds} s"); }
    }

    static long Total(Publisher[] publishers) => publishers.Sum(publisher => publisher.Acknowledged);

    /// <summary>False where it was not reached in that time.</summary>
    static async Task<bool> Until(Task[] running, Func<bool> reached, TimeSpan atMost)
    {
        for (var began = Stopwatch.GetTimestamp(); !reached(); await Task.Delay(20))
        {
            if (running.FirstOrDefault(task => task.IsFaulted) is { } failed) await failed;
            if (Stopwatch.GetElapsedTime(began) >= atMost) return false;
        }
        return true;
    }
}
