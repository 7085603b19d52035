using System.Numerics;

namespace SpecimenLogistics.Simulators.Draws;

/// <summary>
/// One stream of random numbers, named by what it is for: <c>Draw.For(seed, "leg", trip, "2")</c>. Streams are independent,
/// so one more draw in one place shifts nothing elsewhere. PCG-XSH-RR 64/32 seeded through SplitMix64, and only additions,
/// multiplications and square roots in what is made of it: the same on every machine, today and in ten years.
/// </summary>
internal sealed class Draw
{
    const ulong Multiplier = 6364136223846793005UL;
    readonly ulong _increment;
    ulong _state;

    Draw(ulong key)
    {
        _state = Mix(key);
        _increment = Mix(key + 0x9E3779B97F4A7C15UL) | 1;
        Next();
    }

    public static Draw For(int seed, params ReadOnlySpan<string> name)
    {
        var key = Mix((uint)seed);
        foreach (var part in name)
        {
            foreach (var c in part) key = (key ^ c) * 0x100000001B3UL;
            key = Mix(key);
        }
        return new Draw(key);
    }

    public uint Next()
    {
        var old = _state;
        _state = old * Multiplier + _increment;
        return BitOperations.RotateRight((uint)(((old >> 18) ^ old) >> 27), (int)(old >> 59));
    }

    /// <summary>0 inclusive to 1 exclusive.</summary>
    public double Unit() => Next() * (1.0 / 4294967296.0);

    /// <summary>0 inclusive to <paramref name="below"/> exclusive.</summary>
    public int Below(int below) => (int)((ulong)Next() * (uint)below >> 32);

    public bool Chance(double probability) => Unit() < probability;

    public double In(Between span) => span.Min + (span.Max - span.Min) * Unit();

    /// <summary>Milliseconds from a span of seconds.</summary>
    public long SecondsIn(Between span) => (long)(In(span) * 1000);

    /// <summary>Milliseconds from a span of minutes, likelier in the middle than at the ends.</summary>
    public long MinutesAround(Between span) => (long)((In(span) + In(span)) * 30_000);

    /// <summary>Bell-shaped, mean 0, deviation 1, never beyond 3.5: the sum of four 16-bit numbers.</summary>
    public double Bell()
    {
        uint a = Next(), b = Next();
        var sum = (a & 0xFFFF) + (a >> 16) + (b & 0xFFFF) + (b >> 16);
        return (sum - 131070.0) * (1.7320508075688772 / 65536.0);
    }

    static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
