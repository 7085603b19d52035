namespace SpecimenLogistics.Ui;

/// <summary>p50, p95 and greatest of some figures, by nearest rank; null when there are none.</summary>
public sealed record Percentiles(int Count, double? P50, double? P95, double? Max)
{
    public static Percentiles Of(IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToArray();
        return new Percentiles(sorted.Length, At(sorted, 0.50), At(sorted, 0.95), At(sorted, 1));
    }

    static double? At(double[] sorted, double share) =>
        sorted.Length == 0 ? null : Math.Round(sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)], 3);
}
