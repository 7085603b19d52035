using SpecimenLogistics.Simulators.Clockwork;
using SpecimenLogistics.Simulators.Draws;
using SpecimenLogistics.Simulators.Plans;

namespace SpecimenLogistics.Simulators.Truths;

/// <summary>Out to one or two centres (or a pier), to their laboratory, home.</summary>
internal sealed class SpecimenTrip(World world, VehicleDay vehicle, TripPlan trip)
{
    readonly List<Box> _boxes = [];

    public IEnumerable<Pause> Run()
    {
        var stops = trip.At("collect").ToList();
        for (var i = 0; i < stops.Count; i++)
        {
            foreach (var pause in vehicle.Drive(stops[i].Spot, Draw("to", stops[i].Site))) yield return pause;
            var collected = stops[i].Spot.Site is null ? FromCourier() : FromCentre(stops[i]);
            foreach (var pause in collected) yield return pause;
        }
        var laboratory = world.Laboratories[trip.At("unload").Single().Site];
        foreach (var pause in ToLaboratory(laboratory)) yield return pause;
        foreach (var pause in laboratory.Unload(vehicle, trip.Id, _boxes)) yield return pause;
        foreach (var pause in vehicle.Drive(trip.Stops[^1].Spot, Draw("home"))) yield return pause;
    }

    IEnumerable<Pause> FromCentre(StopPlan stop)
    {
        var desk = world.Centres[stop.Site];
        var session = desk.Session(stop.Session!.Value);
        yield return Pause.On(session.Ready);
        foreach (var pause in Take(desk.Side, [.. session.Boxes.Select(b => b.Box)])) yield return pause;
    }

    IEnumerable<Pause> FromCourier()
    {
        var meeting = world.MeetingOf(trip.Id);
        yield return Pause.On(meeting.CourierThere);
        var courier = world.Couriers.Single(c => c.Centre.Id == trip.At("collect").Single().Site);
        foreach (var pause in Take(courier.Side, meeting.Boxes)) yield return pause;
        meeting.Done.Raise();
    }

    IEnumerable<Pause> Take(Side giver, IReadOnlyList<Box> boxes)
    {
        var numbers = world.Scenario.Numbers.Centre;
        var handover = new Handover(world, giver, vehicle.Side, Place.WithCarrier, numbers.HandoverStartS, numbers.HandoverBoxS, Draw("take", giver.Party));
        foreach (var pause in handover.Of(boxes, Load)) yield return pause;
    }

    void Load(Box box)
    {
        _boxes.Add(box);
        vehicle.Log.Load(box, world.NowMs);
    }

    IEnumerable<Pause> ToLaboratory(LaboratoryFloor laboratory)
    {
        var departs = world.NowMs;
        var draw = Draw("to", laboratory.Hub.Id);
        var drive = world.Mischief.HeldUp.TryGetValue(trip.Id, out var held)
            ? vehicle.DriveHeldUp(laboratory.Hub.Spot, draw, held.Fraction, held.Ms)
            : vehicle.Drive(laboratory.Hub.Spot, draw);
        foreach (var pause in drive) yield return pause;
        world.Legs.Add(new LaboratoryLeg(trip, departs, world.NowMs, [.. _boxes]));
        foreach (var box in _boxes) Befall(box, departs, world.NowMs);
    }

    void Befall(Box box, long departs, long arrived)
    {
        if (world.Mischief.Opened.TryGetValue((trip.Id, box.Id), out var opened)) box.Now.OpenedMs = departs + (long)(opened * (arrived - departs));
        if (!world.Mischief.Lost.TryGetValue((trip.Id, box.Id), out var lost)) return;
        box.Now.LostMs = departs + (long)(lost * (arrived - departs));
        vehicle.Log.Unload(box, box.Now.LostMs.Value);
        box.Move(Place.Unaccounted, vehicle.Party);
    }

    Draw Draw(string what, string where = "") => world.Draw("trip", trip.Id, what, where);
}
