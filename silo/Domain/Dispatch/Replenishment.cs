namespace SpecimenLogistics.Domain;

/// <summary>A centre runs out: a vehicle that is free brings clean boxes and kits from the warehouse.</summary>
static class Replenishment
{
    public static IEnumerable<Idea> Of(Situation situation, Outcome before, StockLow stock)
    {
        if (situation.Warehouse is not { } home || !situation.Sites.TryGetValue(home, out var place)) yield break;
        foreach (var helper in Nearby.To(situation, before, place, most: Proposals.Best))
            yield return new Idea(
                [new OrderSupply(stock.Centre, stock.Boxes, stock.Kits, Nearby.NewTrip(situation, stock.Centre.Value), helper.Id)],
                $"{helper.Id}, {Nearby.Minutes(situation, before, helper.Id, place)} min from {home}, brings {stock.Boxes} boxes and {stock.Kits} kits to {stock.Centre}");
    }
}
