using SpecimenLogistics.Simulators.Programme;
using SpecimenLogistics.Simulators.Roads;

namespace SpecimenLogistics.Simulators.Plans;

/// <summary>Who is collected with whom: one pick-up a run, two for the same laboratory where time and the dock's minute allow it.</summary>
internal sealed class SpecimenRuns(Foresight foresight)
{
    const long Minute = 60_000;

    sealed record Call(Centre Centre, Hours Hours);
    sealed record Double(Call First, Call Second, long Ms);

    public IEnumerable<TripPlan> All() =>
        foresight.Scenario.Centres.SelectMany(c => c.Sessions.Select(s => new Call(c, s)))
            .GroupBy(c => c.Hours.Number).OrderBy(g => g.Key).SelectMany(Wave);

    IEnumerable<TripPlan> Wave(IEnumerable<Call> wave)
    {
        var left = wave.ToList();
        foreach (var pair in Doubles(left).OrderBy(d => d.Ms).ThenBy(d => d.First.Centre.Id, StringComparer.Ordinal).ToList()
            .Where(Both).Take(foresight.Plan.DoublesPerWave))
            yield return Run([pair.First, pair.Second]);
        foreach (var call in left) yield return Run([call]);

        // Greedy: the quickest pair first, each centre in one pair only.
        bool Both(Double pair)
        {
            if (!left.Contains(pair.First) || !left.Contains(pair.Second)) return false;
            left.Remove(pair.First);
            left.Remove(pair.Second);
            return true;
        }
    }

    IEnumerable<Double> Doubles(IReadOnlyList<Call> calls) =>
        from first in calls
        from second in calls
        where first != second && first.Centre.Laboratory == second.Centre.Laboratory && first.Hours.ClosesMs == second.Hours.ClosesMs
            && !first.Centre.ByFerry && !second.Centre.ByFerry
            && Ground.Metres(first.Centre.Spot, second.Centre.Spot) <= foresight.Plan.DoubleReachKm * 1000
            && foresight.BoxesFor(first.Centre.Expected) + foresight.BoxesFor(second.Centre.Expected) <= foresight.Plan.DoubleBoxes
        let ms = Run([first, second]).At("unload").Single().AtMs - first.Hours.ClosesMs
        where ms <= foresight.Plan.DoubleLimitMin * Minute
        select new Double(first, second, ms);

    TripPlan Run(IReadOnlyList<Call> calls)
    {
        var first = calls[0];
        var place = foresight.MeetingPlace(first.Centre);
        var there = Arrival(first);
        var stops = new List<StopPlan> { new(foresight.Base, foresight.Scenario.Warehouse.Id, there - (long)(foresight.Drive(foresight.Base, place, there) * (1 + foresight.Plan.RoadSlack)), "start") };
        var (at, now) = (place, there);
        foreach (var call in calls)
        {
            var next = foresight.MeetingPlace(call.Centre);
            if (next != at) now += foresight.Drive(at, next, now);
            stops.Add(new StopPlan(next, call.Centre.Id, now, "collect", call.Hours.Number));
            (at, now) = (next, Math.Max(now, MetBy(call)) + foresight.HandoverMs);
        }
        var laboratory = foresight.Scenario.Hub(first.Centre.Laboratory);
        now += foresight.Drive(at, laboratory.Spot, now) + foresight.Plan.GateMin * Minute;
        stops.Add(new StopPlan(laboratory.Spot, laboratory.Id, now, "unload"));
        now += foresight.Plan.DockMin * Minute;
        stops.Add(new StopPlan(foresight.Base, foresight.Scenario.Warehouse.Id, now + foresight.Drive(laboratory.Spot, foresight.Base, now), "end"));
        return new TripPlan("specimen", stops);
    }

    long Arrival(Call call) => (call.Centre.ByFerry ? MetBy(call) : call.Hours.ClosesMs) - foresight.Plan.ArriveBeforeClosureMin * Minute;

    /// <summary>When the boxes can be handed to the vehicle.</summary>
    long MetBy(Call call) =>
        call.Centre.ByFerry ? foresight.AcrossAt(call.Centre, foresight.Ready(call.Hours) + foresight.HandoverMs) : foresight.Ready(call.Hours);
}
