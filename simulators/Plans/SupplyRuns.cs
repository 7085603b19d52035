using SpecimenLogistics.Simulators.Programme;

namespace SpecimenLogistics.Simulators.Plans;

/// <summary>Clean boxes and kits to every centre, the farthest first, as much as a session is expected to use.</summary>
internal sealed class SupplyRuns(Foresight foresight)
{
    public IEnumerable<TripPlan> All() => foresight.Scenario.Numbers.SupplyRounds.SelectMany(Round);

    IEnumerable<TripPlan> Round(SupplyRound round)
    {
        long from = Foresight.Ms(round.From), to = Foresight.Ms(round.To);
        var byRoad = foresight.Scenario.Centres.Where(c => !c.ByFerry)
            .OrderByDescending(c => foresight.Drive(foresight.Base, c.Spot, from)).ThenBy(c => c.Id, StringComparer.Ordinal).ToList();
        for (var i = 0; i < byRoad.Count; i++)
            yield return Run(byRoad[i], from + (to - from) * i / Math.Max(1, byRoad.Count - 1));
        if (round.AtPier is not { } meet) yield break;
        foreach (var centre in foresight.Scenario.Centres.Where(c => c.ByFerry))
            yield return Run(centre, Foresight.Ms(meet) - LoadMs(Boxes(centre)) - foresight.Drive(foresight.Base, foresight.MeetingPlace(centre), Foresight.Ms(meet)));
    }

    TripPlan Run(Centre centre, long startMs)
    {
        var home = foresight.Scenario.Warehouse.Id;
        var place = foresight.MeetingPlace(centre);
        var loaded = startMs + LoadMs(Boxes(centre));
        var there = loaded + foresight.Drive(foresight.Base, place, loaded);
        var left = there + foresight.HandoverMs;
        return new TripPlan("supply",
        [
            new StopPlan(foresight.Base, home, startMs, "start"),
            new StopPlan(foresight.Base, home, loaded, "load"),
            new StopPlan(place, centre.Id, there, "supply"),
            new StopPlan(foresight.Base, home, left + foresight.Drive(place, foresight.Base, left), "end"),
        ], Boxes(centre), Kits(centre));
    }

    int Boxes(Centre centre) => foresight.BoxesFor(centre.Expected);

    /// <summary>So many kits are in a pack.</summary>
    public const int Pack = 50;

    int Kits(Centre centre) => (int)Math.Ceiling(centre.Expected * foresight.Plan.KitMargin / Pack) * Pack;

    long LoadMs(int boxes)
    {
        var numbers = foresight.Scenario.Numbers.Warehouse;
        return (long)((Foresight.Middle(numbers.LoadStartS) + boxes * Foresight.Middle(numbers.IssueBoxS)) * 1000);
    }
}
