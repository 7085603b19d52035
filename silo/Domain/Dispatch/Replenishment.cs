namespace SpecimenLogistics.Domain;

/// <summary>A centre runs out: a vehicle that is free brings clean boxes and kits from the warehouse.</summary>
static class Replenishment
{
    /// <summary>Out to a centre and home again.</summary>
    static readonly TimeSpan RoundTrip = TimeSpan.FromMinutes(100);

    public static IEnumerable<Idea> Of(Situation situation, Outcome before, StockLow stock)
    {
        if (situation.Warehouse is not { } home || !situation.Sites.TryGetValue(home, out var place)) yield break;
        foreach (var helper in Nearby.To(situation, before, place, most: Proposals.Best, only: v => !IsPromised(v, situation.Now)))
            yield return new Idea(
                [new OrderSupply(stock.Centre, stock.Boxes, stock.Kits, Nearby.NewTrip(situation, stock.Centre.Value), helper.Id)],
                $"{helper.Id}, {Nearby.Minutes(situation, before, helper.Id, place)} min from {home}, brings {stock.Boxes} boxes and {stock.Kits} kits to {stock.Centre}");
    }

    /// <summary>
    /// It is to bring something to another centre soon. That trip has no deadline that would show what a second one before it does: three
    /// centres were promised the same vehicle within seven minutes, and the last waited two hours.
    /// </summary>
    static bool IsPromised(VehicleNow vehicle, Instant now) => vehicle.Errands.Exists(e => e is { Kind: TripKind.Supply, HasBegun: false } && e.Calls[0].Planned < now + RoundTrip);
}
