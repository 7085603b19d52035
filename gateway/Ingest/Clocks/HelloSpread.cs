using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ingest;

/// <summary>
/// What several hellos of one boot say: the quickest of them is the best measure of the offset, and how far they lie apart
/// is how far it may be off.
/// </summary>
public readonly record struct HelloSpread(int Count, Instant Best, Instant Worst, Instant BestReceivedAt, long BestSentUpMs, long BestSentAt)
{
    public HelloSpread With(Instant receivedAt, long sentUpMs, long sentAt)
    {
        var offset = receivedAt - TimeSpan.FromMilliseconds(sentUpMs);
        if (Count == 0) return new(1, offset, offset, receivedAt, sentUpMs, sentAt);
        var worst = offset > Worst ? offset : Worst;
        return offset < Best
            ? new(Count + 1, offset, worst, receivedAt, sentUpMs, sentAt)
            : this with { Count = Count + 1, Worst = worst };
    }

    /// <summary>One more measure, if it is better; a worse one may be an old copy, and says nothing.</summary>
    public HelloSpread Quicker(Instant receivedAt, long sentUpMs, long sentAt) =>
        receivedAt - TimeSpan.FromMilliseconds(sentUpMs) < Best ? With(receivedAt, sentUpMs, sentAt) : this;

    public TimeSpan Spread => Worst - Best;

    /// <summary>The clock these hellos come to.</summary>
    /// <param name="rate">Programme seconds per real second.</param>
    public BootClock Freeze(ClockOptions options, double rate)
    {
        var transit = options.Transit * Math.Max(1, rate);
        var skew = (Instant.FromMilliseconds(BestSentAt) - BestReceivedAt).Duration();
        var wallMinusUp = BestSentAt - BestSentUpMs;
        if (skew <= options.Tolerance + transit)
            // What the way cannot explain of the difference is the clock's own error.
            return new(Instant.FromMilliseconds(wallMinusUp), wallMinusUp, Longer(options.LeastUncertainty, skew - transit), true);

        // One hello alone has nothing to be compared with: the way may have taken as long as we allow it to.
        var spread = Count > 1 ? Spread : transit;
        return new(Best, wallMinusUp, Longer(options.LeastUncertainty, spread), false);
    }

    static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
