namespace SpecimenLogistics.Ingest;

/// <summary>
/// A device's rate: what it sends beyond makes its next read wait, nothing is dropped. A second's worth may come at once.
/// Used by one reader.
/// </summary>
sealed class Throttle(double perSecond, TimeProvider time)
{
    double credit = double.MaxValue;
    long at = time.GetTimestamp();

    /// <summary>How long to wait before the next read, after so many publishes at this programme rate.</summary>
    public TimeSpan After(int publishes, double rate)
    {
        var (now, limit) = (time.GetTimestamp(), perSecond * Math.Max(1, rate));
        credit = Math.Min(limit, credit + time.GetElapsedTime(at, now).TotalSeconds * limit) - publishes;
        at = now;
        return credit >= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(-credit / limit);
    }
}
