using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Contracts;

/// <summary>The inside of a sealed box, degrees Celsius, from sealing to receipt or until <see cref="Until"/>.</summary>
/// <param name="LastAt">The newest reading: how old is what stands here.</param>
public sealed record TemperatureView(
    TemperatureState State, bool Silent, Instant From, Instant Until, bool Closed, double MinutesInRange, double MinutesAbove, double MinutesBelow, double MinutesUnknown,
    double? MeanKineticCelsius, double? LowestCelsius, double? HighestCelsius, double? LastCelsius, Instant? LastAt, TemperatureLimits Limits, Instant? ExceededAt, Instant JudgedAt)
{
    public static TemperatureView? Of(TemperatureJudged? judged) => judged is { Chain: var c }
        ? new TemperatureView(
            c.State, c.Silent, c.From, c.Until, c.Closed, c.MinutesInRange, c.MinutesAbove, c.MinutesBelow, c.MinutesUnknown, c.MeanKineticCelsius, c.LowestCelsius,
            c.HighestCelsius, c.LastCelsius, c.LastAt, c.Limits, c.ExceededAt, judged.JudgedAt)
        : null;

    /// <summary>Back to what was judged, to tell whether there is anything new.</summary>
    public ColdChain ToChain() => new(
        From, Until, Closed, Limits, MinutesInRange, MinutesAbove, MinutesBelow, MinutesUnknown, ExceededAt, MeanKineticCelsius, LowestCelsius, HighestCelsius, LastCelsius, LastAt);
}
