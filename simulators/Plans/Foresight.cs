using SpecimenLogistics.Simulators.Draws;
using SpecimenLogistics.Simulators.Programme;
using SpecimenLogistics.Simulators.Roads;

namespace SpecimenLogistics.Simulators.Plans;

/// <summary>What a planner expects: drives at the hour's usual speed, people at their usual pace. It knows no seed.</summary>
internal sealed class Foresight(Scenario scenario, RouteFinder roads)
{
    const long Minute = 60_000;

    public Scenario Scenario => scenario;
    public PlanNumbers Plan => scenario.Numbers.Plan;
    public Spot Base => scenario.Warehouse.Spot;

    public long Drive(Spot from, Spot to, long departMs) => roads.Find(from, to, departMs).Ms;

    public static long Ms(TimeOnly time) => time.Ticks / TimeSpan.TicksPerMillisecond;

    public static double Middle(Between span) => (span.Min + span.Max) / 2;

    /// <summary>When a session's boxes stand packed up at the door.</summary>
    public long Ready(Hours hours) => hours.ClosesMs + Plan.ClosingLateMin * Minute + (long)(Middle(scenario.Numbers.Centre.PackingUpMin) * Minute);

    public long HandoverMs => Plan.HandoverMin * Minute;

    public int BoxesFor(double tubes) => Math.Max(1, (int)Math.Ceiling(tubes / scenario.Numbers.Boxes.TubesEach));

    /// <summary>Where a centre's boxes meet the vehicle: its door, or the mainland's pier.</summary>
    public Spot MeetingPlace(Centre centre) => centre.ByFerry ? scenario.Roads.FerryFrom(centre.Pier!).Mainland.Spot : centre.Spot;

    /// <summary>From the ferry site's door to the mainland's pier, boat included, for one who leaves the door at a moment.</summary>
    public long AcrossAt(Centre centre, long leaveMs)
    {
        var ferry = scenario.Roads.FerryFrom(centre.Pier!);
        return ferry.NextAt(leaveMs + (long)(scenario.Numbers.Driving.WalkToPierS.Max * 1000)) + ferry.CrossingMs;
    }
}
