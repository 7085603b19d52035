namespace SpecimenLogistics.Simulation;

/// <summary>The same numbers for the same seed, on every machine and in every version (SplitMix64).</summary>
sealed class Dice(ulong seed)
{
    ulong state = seed * 0x9E3779B97F4A7C15 + 0x1234567;

    ulong Next()
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>Both ends included.</summary>
    public int Between(int least, int most) => least + (int)(Next() % (ulong)(most - least + 1));

    public bool OneIn(int many) => Between(1, many) == 1;

    public T Of<T>(IReadOnlyList<T> some) => some[Between(0, some.Count - 1)];
}
