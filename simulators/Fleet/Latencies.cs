using System.Numerics;

namespace SpecimenLogistics.Simulators.Fleet;

/// <summary>How long acknowledgements took, in buckets that are at most 6.25 % wide; any number of threads may add.</summary>
internal sealed class Latencies
{
    const int StepBits = 4;
    readonly int[] _buckets = new int[64 << StepBits];

    public void Add(TimeSpan took)
    {
        var us = (ulong)Math.Max(1, took.Ticks / TimeSpan.TicksPerMicrosecond);
        Interlocked.Increment(ref _buckets[BucketOf(us)]);
    }

    /// <summary>As it is now.</summary>
    public Latencies Copy() => Without(new Latencies());

    /// <summary>What came since an earlier copy.</summary>
    public Latencies Without(Latencies earlier)
    {
        var since = new Latencies();
        for (var bucket = 0; bucket < _buckets.Length; bucket++) since._buckets[bucket] = Volatile.Read(ref _buckets[bucket]) - earlier._buckets[bucket];
        return since;
    }

    /// <summary>The quantile (0..1) in milliseconds, as its bucket's lower edge; null when nothing was measured.</summary>
    public double? QuantileMs(double quantile)
    {
        var total = _buckets.Sum(b => (long)b);
        if (total == 0) return null;
        var rank = (long)Math.Ceiling(quantile * total);
        var seen = 0L;
        for (var bucket = 0; bucket < _buckets.Length; bucket++)
            if ((seen += _buckets[bucket]) >= rank) return LowerEdgeUs(bucket) / 1000.0;
        return null;
    }

    static int BucketOf(ulong us)
    {
        var power = BitOperations.Log2(us);
        return power < StepBits ? (int)us : ((power - StepBits + 1) << StepBits) + (int)((us >> (power - StepBits)) & ((1 << StepBits) - 1));
    }

    static ulong LowerEdgeUs(int bucket)
    {
        var group = bucket >> StepBits;
        var step = (ulong)(bucket & ((1 << StepBits) - 1));
        return group == 0 ? step : (step | (1UL << StepBits)) << (group - 1);
    }
}
