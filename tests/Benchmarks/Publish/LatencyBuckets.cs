namespace SpecimenLogistics.Benchmarks.Publish;

/// <summary>Durations in buckets 4 % apart.</summary>
sealed class LatencyBuckets
{
    const int PerOctave = 16;
    readonly long[] counts = new long[32 * PerOctave];

    public void Add(TimeSpan span)
    {
        var bucket = (int)(Math.Log2(Math.Max(1, span.TotalMicroseconds)) * PerOctave);
        Interlocked.Increment(ref counts[Math.Min(bucket, counts.Length - 1)]);
    }

    public void Clear() => Array.Clear(counts);

    public double Milliseconds(double share)
    {
        var wanted = (long)Math.Ceiling(counts.Sum() * share);
        var sum = 0L;
        for (var i = 0; i < counts.Length; i++)
            if ((sum += counts[i]) >= wanted) return Math.Pow(2, (i + 1.0) / PerOctave) / 1000;
        return 0;
    }
}
