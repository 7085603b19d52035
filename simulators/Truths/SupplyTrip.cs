using SpecimenLogistics.Simulators.Clockwork;
using SpecimenLogistics.Simulators.Draws;
using SpecimenLogistics.Simulators.Plans;

namespace SpecimenLogistics.Simulators.Truths;

/// <summary>Clean boxes and kits from the warehouse to a centre, by courier where a ferry lies between.</summary>
internal sealed class SupplyTrip(World world, VehicleDay vehicle, TripPlan trip) : IErrand
{
    bool _loaded, _dropped;

    public string Trip => trip.Id;

    public void Change(TripPlan? told)
    {
        // What is aboard is brought, whatever became of the trip.
        if (told is null && !_loaded) _dropped = true;
    }

    public IEnumerable<Pause> Run()
    {
        var stop = trip.At("supply").Single();
        var desk = world.Centres[stop.Site];
        var boxes = new List<Box>();
        var warehouse = world.Scenario.Warehouse.Spot;
        while (vehicle.Here != warehouse && !_dropped)
            foreach (var pause in vehicle.Drive(warehouse, world.Draw("trip", trip.Id, vehicle.Turn()), () => !_dropped)) yield return pause;
        if (_dropped) yield break;
        _loaded = true;
        foreach (var pause in world.Warehouse.Load(vehicle, trip, desk, boxes)) yield return pause;
        foreach (var pause in vehicle.Drive(stop.Spot, Draw("to"))) yield return pause;
        var handed = stop.Spot.Site is null ? ToCourier(boxes) : ToCentre(desk, boxes);
        foreach (var pause in handed) yield return pause;
        foreach (var pause in vehicle.GoHome(trip, again => again.Length == 0 ? Draw("home") : Draw($"home {again}"))) yield return pause;
    }

    IEnumerable<Pause> ToCentre(CentreDesk desk, IReadOnlyList<Box> boxes)
    {
        foreach (var pause in Give(desk.Side, Place.CentreEmpty, boxes, desk.Supply)) yield return pause;
        desk.SupplyKits(trip, vehicle.Party);
    }

    IEnumerable<Pause> ToCourier(IReadOnlyList<Box> boxes)
    {
        var meeting = world.MeetingOf(trip.Id);
        yield return Pause.On(meeting.CourierThere);
        var courier = world.Couriers.Single(c => c.Centre.Id == trip.At("supply").Single().Site);
        foreach (var pause in Give(courier.Side, Place.WithCarrier, boxes, meeting.Boxes.Add)) yield return pause;
        meeting.Done.Raise();
    }

    IEnumerable<Pause> Give(Side taker, string place, IReadOnlyList<Box> boxes, Action<Box> handed)
    {
        var numbers = world.Scenario.Numbers.Centre;
        var handover = new Handover(world, vehicle.Side, taker, place, numbers.HandoverStartS, numbers.HandoverBoxS, Draw("give"));
        return handover.Of(boxes, box =>
        {
            vehicle.Log.Unload(box, world.NowMs);
            handed(box);
        });
    }

    Draw Draw(string what) => world.Draw("trip", trip.Id, what);
}
