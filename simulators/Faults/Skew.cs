using SpecimenLogistics.Simulators.Fleet;

namespace SpecimenLogistics.Simulators.Faults;

/// <summary>Wall clocks wrong by -20 minutes to +2 hours; some jump by such an amount in the middle. <c>up_ms</c> stays right.</summary>
internal static class Skew
{
    const double SkewedShare = 0.6, JumpingShare = 0.15;
    const long MostBehindMs = -20 * 60_000, MostAheadMs = 2 * 3_600_000;

    /// <summary>Counts devices whose clock is wrong at some time.</summary>
    public static int Apply(Channel channel, Dice dice)
    {
        var count = 0;
        for (var n = 0; n < channel.Clocks.Length; n++)
        {
            var steps = new List<ClockStep>();
            if (dice.Chance(SkewedShare)) steps.Add(new ClockStep(long.MinValue, Wrong(dice)));
            if (dice.Chance(JumpingShare)) steps.Add(new ClockStep(dice.Between(channel.EndMs / 10, channel.EndMs), Wrong(dice)));
            channel.Clocks[n] = channel.Clocks[n] with { Steps = steps };
            if (steps.Count > 0) count++;
        }
        return count;
    }

    static long Wrong(Dice dice) => dice.Between(MostBehindMs, MostAheadMs);
}
