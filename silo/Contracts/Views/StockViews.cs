using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Contracts;

static class StockViews
{
    public static StockView Of(SiteState site, Stock stock)
    {
        var (boxes, rate) = (site.Account?.Here.Count(h => h.Cycle.Place is BoxPlace.CentreEmpty or BoxPlace.CentrePacking) ?? 0, StockRate.Of(site));
        var cover = rate is null ? null : Cover.Of(stock.Kits, boxes, rate, [.. site.Sessions.Where(s => !site.Closures.ContainsKey(s.Delivery)).Select(s => new OpenHours(s.Opens, s.Closes))]);
        return new StockView(
            stock.Kits, boxes, rate is null ? null : Math.Round(rate.TubesPerHour, 1), rate?.TubesPerBox, rate?.AsOf, cover?.KitHours, cover?.BoxHours, cover?.KitsOutAt, cover?.BoxesOutAt,
            site.StockRisk?.Fact is StockJudged { Low: true });
    }

    /// <summary>By expiry: those that go off first stand first.</summary>
    public static IReadOnlyList<LotView>? Lots(SiteState site, Stock stock)
    {
        var named = site.Kits.Values.Where(k => ((KitsArrived)k.Fact).Lot is not null).GroupBy(k => ((KitsArrived)k.Fact).Lot!.Value).Select(lot =>
        {
            var arrived = lot.Sum(k => ((KitsArrived)k.Fact).Count);
            return new LotView(lot.Key, lot.Min(k => ((KitsArrived)k.Fact).Expiry), arrived, lot.Min(k => k.Stamp.OccurredAt), Math.Clamp(stock.Kits, 0, arrived));
        });
        LotView[] lots = [.. named.OrderBy(l => l.Expiry ?? DateOnly.MaxValue).ThenBy(l => l.Lot.Value, StringComparer.Ordinal)];
        return lots.Length == 0 ? null : lots;
    }
}
