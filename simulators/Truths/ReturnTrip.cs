using SpecimenLogistics.Simulators.Clockwork;
using SpecimenLogistics.Simulators.Draws;
using SpecimenLogistics.Simulators.Plans;

namespace SpecimenLogistics.Simulators.Truths;

/// <summary>To a laboratory for its empty boxes, and back to the warehouse with them.</summary>
internal sealed class ReturnTrip(World world, VehicleDay vehicle, TripPlan trip) : IErrand
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
        var laboratory = world.Laboratories[trip.At("return").Single().Site];
        foreach (var pause in vehicle.Drive(laboratory.Hub.Spot, Draw("to"), () => !_dropped)) yield return pause;
        if (vehicle.Here != laboratory.Hub.Spot) yield break;
        _loaded = true;
        var boxes = laboratory.TakeEmpties(world.Scenario.Numbers.Returns.Capacity);
        var numbers = world.Scenario.Numbers.Laboratory;
        var handover = new Handover(world, laboratory.Yard, vehicle.Side, Place.Returning, numbers.EmptiesStartS, numbers.EmptiesBoxS, Draw("take"));
        foreach (var pause in handover.Of(boxes, box => vehicle.Log.Load(box, world.NowMs))) yield return pause;
        foreach (var pause in vehicle.Drive(trip.Stops[^1].Spot, Draw("home"))) yield return pause;
        foreach (var pause in world.Warehouse.TakeBack(vehicle, trip, boxes)) yield return pause;
    }

    Draw Draw(string what) => world.Draw("trip", trip.Id, what);
}
