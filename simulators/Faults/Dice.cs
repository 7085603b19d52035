namespace SpecimenLogistics.Simulators.Faults;

/// <summary>
/// Chance that follows from a seed and a name, the same on every machine and runtime (SplitMix64, Steele, Lea and Flood
/// 2014). Each fault has dice of its own, so that adding one leaves the others as they were.
/// </summary>
internal sealed class Dice(ulong state)
{
    public static Dice For(int seed, string name)
    {
        var state = 14_695_981_039_346_656_037UL ^ (uint)seed;
        foreach (var c in name) state = (state ^ c) * 1_099_511_628_211UL;
        return new Dice(state);
    }

    public ulong Next()
    {
        state += 0x9E37_79B9_7F4A_7C15UL;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>At least 0, less than 1.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double share) => Share() < share;

    /// <summary>At least <paramref name="from"/>, less than <paramref name="until"/>; <paramref name="from"/> when the span is empty.</summary>
    public long Between(long from, long until) => until <= from ? from : from + (long)(Share() * (until - from));

    public double Between(double from, double until) => from + Share() * (until - from);
}
