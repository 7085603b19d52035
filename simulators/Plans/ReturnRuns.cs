using SpecimenLogistics.Simulators.Programme;

namespace SpecimenLogistics.Simulators.Plans;

/// <summary>Empty boxes back from the laboratories: what is left of the day's round trips, each laboratory by its share of the centres.</summary>
internal sealed class ReturnRuns(Foresight foresight)
{
    const long Minute = 60_000;

    public IEnumerable<TripPlan> All(int count)
    {
        if (count < 0) throw new InvalidDataException($"{foresight.Scenario.Name}: round_trips is {-count} too small for its collections and supplies.");
        var windows = foresight.Scenario.Numbers.Returns.Windows;
        var left = count;
        for (var w = 0; w < windows.Count; w++)
        {
            var trips = w == windows.Count - 1 ? left : (int)Math.Round(count * windows[w].Share);
            left -= trips;
            long from = Foresight.Ms(windows[w].From), to = Foresight.Ms(windows[w].To);
            var order = Shares(trips);
            for (var i = 0; i < trips; i++) yield return Run(order[i], from + (to - from) * i / Math.Max(1, trips - 1));
        }
    }

    /// <summary>What the evening has left at the laboratories, before the next morning's supplies need it.</summary>
    public IEnumerable<TripPlan> Night()
    {
        if (foresight.Scenario.Numbers.Returns.Night is not { } night) yield break;
        long from = Foresight.Ms(night.From), to = Foresight.Ms(night.To);
        foreach (var (i, laboratory) in Shares(night.Trips).Index()) yield return Run(laboratory, from + (to - from) * i / Math.Max(1, night.Trips - 1));
    }

    /// <summary>Each next trip to the laboratory that is furthest behind its share.</summary>
    List<Hub> Shares(int trips)
    {
        var laboratories = foresight.Scenario.Hubs.Where(h => h.IsLaboratory).ToList();
        var weight = laboratories.ToDictionary(l => l.Id, l => (double)foresight.Scenario.Centres.Count(c => c.Laboratory == l.Id) / foresight.Scenario.Centres.Count);
        var given = laboratories.ToDictionary(l => l.Id, _ => 0);
        var order = new List<Hub>();
        for (var i = 1; i <= trips; i++)
        {
            var next = laboratories.MaxBy(l => weight[l.Id] * i - given[l.Id])!;
            given[next.Id]++;
            order.Add(next);
        }
        return order;
    }

    TripPlan Run(Hub laboratory, long startMs)
    {
        var home = foresight.Scenario.Warehouse.Id;
        var there = startMs + foresight.Drive(foresight.Base, laboratory.Spot, startMs);
        var left = there + foresight.HandoverMs + 2 * Minute;
        return new TripPlan("return",
        [
            new StopPlan(foresight.Base, home, startMs, "start"),
            new StopPlan(laboratory.Spot, laboratory.Id, there, "return"),
            new StopPlan(foresight.Base, home, left + foresight.Drive(laboratory.Spot, foresight.Base, left), "end"),
        ]);
    }
}
