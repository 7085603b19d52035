using SpecimenLogistics.Protocol;
using SpecimenLogistics.Simulators.Plans;
using SpecimenLogistics.Simulators.Programme;

namespace SpecimenLogistics.Simulators.Truths;

/// <summary>From what a driver is told to trips as this world drives them.</summary>
internal static class ToldTrips
{
    /// <summary>A trip that is not told when to begin begins when its driver hears of it.</summary>
    public static IReadOnlyList<TripPlan> Of(World world, string vehicle, InstructionMessage message)
    {
        var trips = message.Trips.Select(t => Trip(world, vehicle, t));
        return [.. trips.OrderBy(t => t.StartMs)];
    }

    static TripPlan Trip(World world, string vehicle, InstructedTrip told)
    {
        var planned = world.Plan.Trips.FirstOrDefault(t => t.Id == told.Trip);
        List<StopPlan> stops = [.. told.Stops.Select(s => Stop(world, s))];
        if (stops.Count == 0 || stops[0].Purpose != "start") stops.Insert(0, new StopPlan(default, "", world.NowMs, "start"));
        if (stops[^1].Purpose != "end") stops.Add(new StopPlan(world.Scenario.Warehouse.Spot, world.Scenario.Warehouse.Id, stops[^1].AtMs, "end"));
        return new TripPlan(told.Kind, stops, told.Boxes ?? planned?.Boxes ?? 0, told.Kits ?? planned?.Kits ?? 0) { Id = told.Trip, Vehicle = vehicle };
    }

    static StopPlan Stop(World world, InstructedStop stop)
    {
        var at = (long)(DateTimeOffset.FromUnixTimeMilliseconds(stop.At) - world.Scenario.Midnight).TotalMilliseconds;
        return new StopPlan(SpotOf(world, stop), stop.Site ?? "", at, stop.Purpose, stop.Session);
    }

    static Spot SpotOf(World world, InstructedStop stop) =>
        stop.Site is null ? new Spot(stop.LatDeg ?? 0, stop.LonDeg ?? 0)
        : world.Centres.TryGetValue(stop.Site, out var desk) ? desk.Centre.ByFerry ? world.Scenario.Roads.FerryFrom(desk.Centre.Pier!).Mainland.Spot : desk.Centre.Spot
        : world.Scenario.Hub(stop.Site).Spot;
}
