namespace SpecimenLogistics.Ui;

/// <summary>Some deliveries, counted: those of a site, a laboratory, a wave, or all.</summary>
/// <param name="Key">Whose they are; empty for all.</param>
/// <param name="Judged">Those of which it is known whether they were within target.</param>
/// <param name="Otif">On time and in full.</param>
/// <param name="OtifJudged">Those of which that is known.</param>
public sealed record DeliveryCount(string Key, int All, int Judged, int WithinTarget, int Late, int NotProven, int OtifJudged, int Otif, Percentiles TransportMinutes)
{
    /// <summary>Percent of those judged; null before the first.</summary>
    public double? WithinTargetPercent => Percent(WithinTarget, Judged);
    public double? OtifPercent => Percent(Otif, OtifJudged);

    public static DeliveryCount Of(string key, IReadOnlyCollection<DeliveryLine> lines) => new(
        key, lines.Count, lines.Count(l => l.WithinTarget is not null), lines.Count(l => l.WithinTarget == true), lines.Count(l => l.WithinTarget == false),
        lines.Count(l => l is { WithinTarget: not null, Proven: false }), lines.Count(l => l.Otif is Ui.Otif.Yes or Ui.Otif.No), lines.Count(l => l.Otif == Ui.Otif.Yes),
        Percentiles.Of(lines.Select(l => l.TransportMinutes).OfType<double>()));

    /// <summary>In order of key.</summary>
    public static IReadOnlyList<DeliveryCount> By(IEnumerable<DeliveryLine> lines, Func<DeliveryLine, string> key) =>
        [.. lines.GroupBy(key).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Of(g.Key, [.. g]))];

    static double? Percent(int part, int whole) => whole == 0 ? null : Math.Round(100.0 * part / whole, 1);
}
