namespace SpecimenLogistics.Domain;

/// <summary>What the programme allows inside a sealed box, degrees Celsius.</summary>
/// <param name="MostMinutesOutside">More minutes than this outside the limits, added up from sealing to receipt, are too many.</param>
/// <param name="SilentMinutes">A reading speaks for no longer than this: after it nobody knows.</param>
public sealed record TemperatureLimits(double LowCelsius, double HighCelsius, int MostMinutesOutside, int SilentMinutes)
{
    public static readonly TemperatureLimits Usual = new(2, 8, 30, 15);
}

/// <summary>The programme's limits, from now on.</summary>
public sealed record LimitsSet(TemperatureLimits Limits) : Fact;

/// <summary>
/// What a logger's readings come to between sealing and receipt of one cycle. Appended only when it says something new; of
/// several the one judged last counts, and each is the whole of it.
/// </summary>
public sealed record TemperatureJudged(Instant JudgedAt, ColdChain Chain) : Fact;
