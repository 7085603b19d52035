using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>Durations of one kind: all of them, by laboratory, and by the hour of the zone's day in which they ended or began.</summary>
public sealed record Spread(Percentiles All, IReadOnlyList<NamedSpread> ByLaboratory, IReadOnlyList<HourSpread> ByHour)
{
    public static Spread Of(IEnumerable<(SiteId? Laboratory, Instant At, double Took)> durations, ZonedTimes times)
    {
        var all = durations.ToArray();
        return new Spread(
            Percentiles.Of(all.Select(d => d.Took)),
            [.. all.Where(d => d.Laboratory is not null).GroupBy(d => d.Laboratory!.Value.Value).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new NamedSpread(g.Key, Percentiles.Of(g.Select(d => d.Took))))],
            [.. all.GroupBy(d => times.Hour(d.At)).OrderBy(g => g.Key).Select(g => new HourSpread(g.Key, Percentiles.Of(g.Select(d => d.Took))))]);
    }
}

public sealed record NamedSpread(string Key, Percentiles Figures);

/// <param name="Hour">0 to 23, of the programme's zone.</param>
public sealed record HourSpread(int Hour, Percentiles Figures);
