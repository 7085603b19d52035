namespace SpecimenLogistics.Domain;

/// <summary>Open hours that a centre still has.</summary>
public readonly record struct OpenHours(Instant Opens, Instant Closes);

/// <summary>For how long a centre's kits and boxes last at today's rate, and what it would need to last to the end of the day.</summary>
/// <param name="KitsOutAt">null when they last.</param>
/// <param name="OrderKits">More that are needed, in packs; 0 when none.</param>
public sealed record Cover(double KitHours, double BoxHours, Instant? KitsOutAt, Instant? BoxesOutAt, Instant? Ends, int OrderKits, int OrderBoxes)
{
    /// <summary>Kits come in packs of so many.</summary>
    const int Pack = 50;

    /// <summary>More than expected is brought: nobody knows who comes.</summary>
    const double Margin = 1.15;

    /// <summary>From when on the centre stands without the one or the other.</summary>
    public Instant? OutAt => KitsOutAt is { } kits && (BoxesOutAt is not { } boxes || kits <= boxes) ? kits : BoxesOutAt;

    /// <param name="boxes">Clean ones, and the one that is being packed.</param>
    public static Cover Of(int kits, int boxes, StockRate rate, IReadOnlyList<OpenHours> hours)
    {
        var (kitHours, boxHours) = (Math.Max(0, kits) / rate.TubesPerHour, boxes * rate.TubesPerBox / rate.TubesPerHour);
        var toCome = rate.TubesPerHour * hours.Sum(h => Left(h, rate.AsOf).TotalHours) * Margin;
        return new Cover(
            Math.Round(kitHours, 1), Math.Round(boxHours, 1), Out(kitHours, rate.AsOf, hours), Out(boxHours, rate.AsOf, hours), hours.Count == 0 ? null : hours.Max(h => h.Closes),
            Math.Max(0, (int)Math.Ceiling((toCome - kits) / Pack)) * Pack, Math.Max(0, (int)Math.Ceiling(toCome / rate.TubesPerBox) - boxes));
    }

    /// <summary>Nothing is used while the centre is closed.</summary>
    static Instant? Out(double lasts, Instant from, IReadOnlyList<OpenHours> hours)
    {
        foreach (var open in hours.OrderBy(h => h.Opens))
        {
            var left = Left(open, from).TotalHours;
            if (lasts < left) return (open.Opens > from ? open.Opens : from) + TimeSpan.FromHours(lasts);
            lasts -= left;
        }
        return null;
    }

    static TimeSpan Left(OpenHours hours, Instant from)
    {
        var left = hours.Closes - (hours.Opens > from ? hours.Opens : from);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
