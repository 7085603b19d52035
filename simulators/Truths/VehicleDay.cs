using SpecimenLogistics.Protocol;
using SpecimenLogistics.Simulators.Clockwork;
using SpecimenLogistics.Simulators.Draws;
using SpecimenLogistics.Simulators.Plans;
using SpecimenLogistics.Simulators.Programme;

namespace SpecimenLogistics.Simulators.Truths;

/// <summary>A vehicle and its driver through the day: trip after trip, each begun when it is due and the vehicle is back.</summary>
internal sealed class VehicleDay
{
    readonly World _world;
    readonly List<TripPlan> _trips;

    public VehicleDay(World world, string id)
    {
        (_world, Id, Here) = (world, id, world.Scenario.Warehouse.Spot);
        _trips = [.. world.Plan.Trips.Where(t => t.Vehicle == id)];
        Log = new VehicleLog(world.StartsMs, Here);
        Side = new Side(Device.Driver(id), Party, Names.Staff(world.Seed, id, 1));
    }

    public string Id { get; }
    public string Party => "vehicle:" + Id;
    public Side Side { get; }
    public VehicleLog Log { get; }
    public Spot Here { get; private set; }

    public IEnumerable<Pause> Day()
    {
        foreach (var trip in _trips)
        {
            yield return Pause.Until(trip.StartMs);
            foreach (var pause in Run(trip)) yield return pause;
        }
    }

    IEnumerable<Pause> Run(TripPlan trip) => trip.Kind switch
    {
        "specimen" => new SpecimenTrip(_world, this, trip).Run(),
        "supply" => new SupplyTrip(_world, this, trip).Run(),
        _ => new ReturnTrip(_world, this, trip).Run(),
    };

    /// <summary>To a spot, and the arrival scan where it is a site.</summary>
    public IEnumerable<Pause> Drive(Spot to, Draw draw)
    {
        var route = _world.Route(Here, to, draw);
        Log.Drove(_world.NowMs, route.Pieces, to);
        Here = to;
        yield return Pause.Until(_world.NowMs + route.Ms);
        ScanArrival(draw);
    }

    /// <summary>The same, but held up on the way: standing still in the middle of it.</summary>
    public IEnumerable<Pause> DriveHeldUp(Spot to, Draw draw, double fraction, long heldMs)
    {
        var route = _world.Route(Here, to, draw);
        var (before, after) = route.Cut(fraction);
        var departs = _world.NowMs;
        Log.Drove(departs, before.Pieces, after.Pieces[0].From);
        Log.Drove(departs + before.Ms + heldMs, after.Pieces, to);
        Here = to;
        yield return Pause.Until(departs + route.Ms + heldMs);
        ScanArrival(draw);
    }

    void ScanArrival(Draw draw)
    {
        var scanned = _world.NowMs + draw.SecondsIn(_world.Scenario.Numbers.Driving.ArriveScanS);
        if (Here.Site is { } site)
            _world.Reports.Scan(scanned, Side.Device, Reports.Of(Act.Arrive) with { Party = PartyOf(site), Staff = Side.Staff });
    }

    string PartyOf(string site) => _world.Centres.TryGetValue(site, out var desk) ? desk.Centre.Party : _world.Scenario.Hub(site).Party;
}
