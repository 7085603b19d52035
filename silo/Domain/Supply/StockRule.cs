namespace SpecimenLogistics.Domain;

/// <summary>The watch judged a centre's cover: it will stand without kits or boxes before anything planned comes, or no longer.</summary>
/// <param name="OutAt">From when on; with <paramref name="Low"/> alone.</param>
public sealed record StockJudged(bool Low, Instant? OutAt, int OrderKits, int OrderBoxes) : Fact;

/// <summary>When a centre's stock is too low: nothing planned comes before it runs out.</summary>
public static class StockRule
{
    /// <summary>What comes so shortly before may come too late.</summary>
    static readonly TimeSpan Spare = TimeSpan.FromMinutes(10);

    /// <summary>Who runs out in the last minutes of the day has enough: rates are not better known than that.</summary>
    static readonly TimeSpan Ending = TimeSpan.FromMinutes(5);

    public static bool IsLow(Cover cover, Instant? nextSupply) =>
        cover.OutAt is { } at && at < cover.Ends - Ending && (nextSupply is not { } comes || comes > at - Spare);

    /// <summary>What to record; null when nothing changed.</summary>
    public static StockJudged? Judge(bool known, Cover cover, Instant? nextSupply)
    {
        var low = IsLow(cover, nextSupply);
        return low == known ? null : low ? new StockJudged(true, cover.OutAt, cover.OrderKits, cover.OrderBoxes) : new StockJudged(false, null, 0, 0);
    }
}
