namespace SpecimenLogistics.Simulators.Runs;

/// <summary>Quantiles by nearest rank: always a value that was really seen.</summary>
internal static class Quantile
{
    /// <summary>Null when there are no values.</summary>
    public static double? Of(IReadOnlyCollection<double> values, double quantile) =>
        values.Count == 0 ? null : values.Order().ElementAt(Math.Max(0, (int)Math.Ceiling(quantile * values.Count) - 1));
}
