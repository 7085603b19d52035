using SpecimenLogistics.Simulators.Draws;
using SpecimenLogistics.Simulators.Programme;

namespace SpecimenLogistics.Simulators.Truths;

/// <summary>What authorities and laboratories tell the control room of the day's faults, as ui/API.md has it.</summary>
internal static class OutsideActs
{
    public static IReadOnlyList<OutsideAct> Of(World world) => [.. All(world).OrderBy(a => a.At)];

    static IEnumerable<OutsideAct> All(World world)
    {
        for (var day = 1; day < world.Scenario.Days; day++) yield return Plan(world, day);
        var plan = PlanBody.PathOf(world.Scenario.Numbers.Date);
        if (world.Mischief.IntakeStopped is { } stop)
            yield return new OutsideAct(world.Scenario.At(stop.FromMs), plan + "/orders", new
            {
                Id = "ORD-INTAKE",
                Actor = Names.Staff(world.Seed, stop.Laboratory, 98),
                Reason = "no room for more racks",
                Order = new { Kind = "intake", stop.Laboratory, State = "stopped", Until = world.Scenario.At(stop.UntilMs).UtcDateTime },
            });
        if (world.Mischief.Suspension is { } suspension)
            yield return new OutsideAct(world.Scenario.At(suspension.SaidMs), plan + "/orders", new
            {
                Id = "ORD-TYPHOON",
                Actor = Names.Staff(world.Seed, "control-room", 2),
                Reason = "typhoon signal no. 8",
                Order = new { Kind = "suspend", Sessions = suspension.Sessions.Order(StringComparer.Ordinal).ToArray() },
            });
        if (world.Mischief.RoadClosed is { } closed)
            yield return new OutsideAct(world.Scenario.At(closed.FromMs), plan + "/notices", new
            {
                closed.Road.Name,
                From = Point(closed.Road.From),
                To = Point(closed.Road.To),
                Since = world.Scenario.At(closed.FromMs).UtcDateTime,
                Until = world.Scenario.At(closed.UntilMs).UtcDateTime,
                Text = "closed after an accident",
            });
    }

    /// <summary>A planner is done with the next day's plan on its eve.</summary>
    static OutsideAct Plan(World world, int day)
    {
        var trips = world.Plan.Trips.Where(t => t.Day == day).Select(t => SetupOf.Trip(world.Scenario, t));
        return new OutsideAct(world.Scenario.At(Midnights.Of(day) - s_beforeMidnightMs), PlanBody.PathOf(world.Scenario.Numbers.Date.AddDays(day)), PlanBody.Of(trips)) { IsPut = true };
    }

    static readonly long s_beforeMidnightMs = 2 * 3_600_000;

    static object Point(Roads.Junction junction) => new { junction.Spot.LatDeg, junction.Spot.LonDeg };
}
