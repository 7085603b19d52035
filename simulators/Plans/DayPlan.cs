using System.Globalization;
using SpecimenLogistics.Simulators.Programme;
using SpecimenLogistics.Simulators.Roads;

namespace SpecimenLogistics.Simulators.Plans;

/// <summary>Every trip of the day, or of all days, with its vehicle. Follows from the scenario alone: the seed is what then happens to it.</summary>
internal sealed record DayPlan(IReadOnlyList<string> Vehicles, IReadOnlyList<TripPlan> Trips)
{
    public static DayPlan For(Scenario scenario)
    {
        var foresight = new Foresight(scenario, new RouteFinder(scenario.Roads, scenario.Numbers.Driving));
        List<TripPlan> trips = [.. new SpecimenRuns(foresight).All(), .. new SupplyRuns(foresight).All()];
        trips.AddRange(new ReturnRuns(foresight).All(scenario.Numbers.RoundTrips - trips.Count));
        var everyDay = trips.ToList();
        for (var day = 1; day < scenario.Days; day++) trips.AddRange(new ReturnRuns(foresight).Night().Concat(everyDay).Select(t => t.OnDay(day)));
        var vehicles = Enumerable.Range(1, scenario.Numbers.Vehicles).Select(n => "V" + n.ToString("D3", CultureInfo.InvariantCulture)).ToList();
        return new DayPlan(vehicles, Roster(vehicles, trips, scenario.Numbers.Plan));
    }

    /// <summary>Each trip gets the vehicle that has stood longest. The longer a trip, the later it may come home.</summary>
    static List<TripPlan> Roster(IReadOnlyList<string> vehicles, IEnumerable<TripPlan> trips, PlanNumbers numbers)
    {
        var free = new PriorityQueue<string, (long, string)>(vehicles.Select(v => (v, (long.MinValue, v))), Comparer<(long, string)>.Create(Earlier));
        var roster = new List<TripPlan>();
        foreach (var trip in trips.OrderBy(t => t.StartMs).ThenBy(t => t.Stops[1].Site, StringComparer.Ordinal))
        {
            if (!free.TryPeek(out var vehicle, out var since) || since.Item1 > trip.StartMs)
                throw new InvalidDataException($"No vehicle is free for the {trip.Kind} trip to {trip.Stops[1].Site} at {TimeSpan.FromMilliseconds(trip.StartMs):hh\\:mm}.");
            free.Dequeue();
            free.Enqueue(vehicle, (trip.EndMs + numbers.BetweenTripsMin * 60_000L + (long)((trip.EndMs - trip.StartMs) * numbers.RoadSlack), vehicle));
            roster.Add(trip with { Id = "T" + (roster.Count + 1).ToString("D3", CultureInfo.InvariantCulture), Vehicle = vehicle });
        }
        return roster;
    }

    static int Earlier((long Ms, string Id) a, (long Ms, string Id) b) =>
        a.Ms != b.Ms ? a.Ms.CompareTo(b.Ms) : string.CompareOrdinal(a.Id, b.Id);
}
