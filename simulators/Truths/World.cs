using SpecimenLogistics.Simulators.Clockwork;
using SpecimenLogistics.Simulators.Draws;
using SpecimenLogistics.Simulators.Plans;
using SpecimenLogistics.Simulators.Programme;
using SpecimenLogistics.Simulators.Roads;

namespace SpecimenLogistics.Simulators.Truths;

/// <summary>The whole small world of one day, or of several on end: everything there is, and what happens to it.</summary>
internal sealed class World
{
    readonly RouteFinder _routes;
    readonly double _dayPace;
    readonly Dictionary<string, Meeting> _meetings = [];

    World(Scenario scenario, DayPlan plan, int seed, Mischief mischief)
    {
        (Scenario, Plan, Seed, Mischief, EndsMs) = (scenario, plan, seed, mischief, Foresight.Ms(scenario.Numbers.Ends) + Midnights.Of(scenario.Days - 1));
        Reports = new Reports(scenario);
        _routes = new RouteFinder(scenario.Roads, scenario.Numbers.Driving);
        _dayPace = 1 + scenario.Numbers.Driving.DaySpread * Draw("day", "pace").Bell();
        Boxes = Fleet.Of(scenario);
        Centres = scenario.Centres.Select((c, number) => new CentreDesk(this, c, number)).ToDictionary(c => c.Centre.Id);
        Laboratories = scenario.Hubs.Where(h => h.IsLaboratory).Select(h => new LaboratoryFloor(this, h)).ToDictionary(l => l.Hub.Id);
        Warehouse = new WarehouseFloor(this, scenario.Warehouse);
        Vehicles = [.. plan.Vehicles.Select(v => new VehicleDay(this, v))];
        Loggers = LoggersOf(Boxes, mischief);
        Couriers = [.. scenario.Centres.Where(c => c.ByFerry).Select(c => new CourierDay(this, c))];
    }

    public Scenario Scenario { get; }
    public DayPlan Plan { get; }
    public int Seed { get; }
    public Mischief Mischief { get; }
    public Timeline Timeline { get; } = new();
    public Reports Reports { get; }
    public IReadOnlyList<Box> Boxes { get; }
    public IReadOnlyDictionary<string, CentreDesk> Centres { get; }
    public IReadOnlyDictionary<string, LaboratoryFloor> Laboratories { get; }
    public WarehouseFloor Warehouse { get; }
    public IReadOnlyList<VehicleDay> Vehicles { get; }
    public IReadOnlyList<CourierDay> Couriers { get; }

    /// <summary>Boxes that carry a temperature logger.</summary>
    public IReadOnlyList<Box> Loggers { get; }
    public List<LaboratoryLeg> Legs { get; } = [];
    public List<Unloading> Unloadings { get; } = [];
    public int StockOuts { get; set; }

    /// <summary>Loaded trips on their way to a laboratory.</summary>
    public Dictionary<string, SpecimenTrip> OnTheRoad { get; } = [];

    /// <summary>On which trip a load was taken over, by those who did: where it goes is that driver's to know, whatever vehicle it lies in.</summary>
    public Dictionary<BoxCycle, SpecimenTrip> TakenOn { get; } = [];

    public List<BreakDown> BreakDowns { get; } = [];

    /// <summary>Instructions that came too late to be accepted.</summary>
    public HashSet<string> Declined { get; } = [];

    /// <summary>Boxes that changed vehicles unseen.</summary>
    public List<(BoxCycle One, BoxCycle Other)> Exchanged { get; } = [];

    public long NowMs => Timeline.NowMs;
    public long StartsMs => Foresight.Ms(Scenario.Numbers.Starts);
    public long EndsMs { get; private set; }

    /// <param name="obeyed">What drivers accept, and when.</param>
    public static World Play(Scenario scenario, DayPlan plan, int seed, Mischief mischief, IReadOnlyList<Obeyed>? obeyed = null)
    {
        var world = new World(scenario, plan, seed, mischief);
        foreach (var centre in world.Centres.Values) centre.Begin();
        foreach (var vehicle in world.Vehicles) world.Timeline.Start(vehicle.Day(), world.StartsMs);
        foreach (var courier in world.Couriers) world.Timeline.Start(courier.Day(), world.StartsMs);
        foreach (var one in obeyed ?? [])
            world.Timeline.Start(world.Vehicles.Single(v => v.Id == one.Vehicle).Obey(one.Told), (long)(one.At - scenario.Midnight).TotalMilliseconds);
        world.Timeline.Run(world.EndsMs);
        world.WaitForTheLost();
        Telematics.FleetTelematics.Report(world);
        return world;
    }

    List<Box> LoggersOf(IReadOnlyList<Box> boxes, Mischief mischief)
    {
        var draw = Draw("loggers");
        var chosen = Enumerable.Range(0, Scenario.Numbers.Boxes.WithLogger).Select(_ => boxes[draw.Below(boxes.Count)].Id)
            .Concat(mischief.Warm.Values.Concat(mischief.LoggerSilent.Values).Select(v => v.Box)).ToHashSet();
        return [.. boxes.Where(b => chosen.Contains(b.Id))];
    }

    /// <summary>Nobody can say that a box is lost before it has been on the road too long: the day goes on until then.</summary>
    void WaitForTheLost()
    {
        var patience = (Scenario.Numbers.Boxes.LostAfterMin + 10) * 60_000L;
        foreach (var load in Vehicles.SelectMany(v => v.Log.Loads).Where(l => l.Cycle.LostMs == l.ToMs)) EndsMs = Math.Max(EndsMs, load.FromMs + patience);
        Timeline.Run(EndsMs);
    }

    public Draw Draw(params ReadOnlySpan<string> name) => Draws.Draw.For(Seed, name);

    /// <summary>A drive as it really goes: the day's pace, the driver's, and now and then a jam.</summary>
    public Route Route(Spot from, Spot to, Draw draw)
    {
        var driving = Scenario.Numbers.Driving;
        var pace = _dayPace * Math.Max(0.75, 1 + driving.LegSpread * draw.Bell());
        var jam = draw.Chance(driving.JamChance) ? draw.In(driving.JamFactor) : 1;
        Func<Road, long, bool>? closed = Mischief.RoadClosed is { } closure ? closure.Holds : null;
        return _routes.Find(from, to, NowMs, closed).Times(pace * jam);
    }

    /// <summary>Where courier and vehicle of a trip meet.</summary>
    public Meeting MeetingOf(string trip)
    {
        if (!_meetings.TryGetValue(trip, out var meeting)) _meetings[trip] = meeting = new Meeting(new Signal(Timeline), new Signal(Timeline));
        return meeting;
    }
}

/// <summary>A courier and a vehicle at a pier.</summary>
internal sealed record Meeting(Signal CourierThere, Signal Done)
{
    public List<Box> Boxes { get; } = [];
}

/// <summary>A loaded drive from the last pick-up to the laboratory, as it went: where a fault can happen.</summary>
internal sealed record LaboratoryLeg(TripPlan Trip, long DepartMs, long ArriveMs, IReadOnlyList<Box> Boxes);

/// <summary>One stay at a dock in which boxes were set down.</summary>
internal sealed record Unloading(string Dock, string Laboratory, string Vehicle, long GateMs, long FromMs, long ToMs, IReadOnlyList<string> Boxes, IReadOnlyList<string> Unscanned);

/// <summary>A vehicle that did not go on, from when its driver said so.</summary>
internal sealed class BreakDown(string vehicle, long saidMs)
{
    public string Vehicle => vehicle;
    public long SaidMs => saidMs;

    /// <summary>null while it stands.</summary>
    public long? UntilMs { get; set; }
}
