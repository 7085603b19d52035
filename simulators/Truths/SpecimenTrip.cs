using SpecimenLogistics.Protocol;
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
        var planned = trip.At("unload").Single().Site;
        var laboratory = world.Laboratories[world.Mischief.WrongLaboratory.GetValueOrDefault(trip.Id, planned)];
        world.OnTheRoad[trip.Id] = this;
        Exchange();
        foreach (var pause in ToLaboratory(laboratory)) yield return pause;
        world.OnTheRoad.Remove(trip.Id);
        foreach (var pause in laboratory.Unload(vehicle, trip.Id, _boxes)) yield return pause;
        foreach (var pause in vehicle.Drive(trip.Stops[^1].Spot, Draw("home"))) yield return pause;
    }

    IEnumerable<Pause> FromCentre(StopPlan stop)
    {
        var desk = world.Centres[stop.Site];
        var session = desk.Session(stop.Session!.Value);
        yield return Pause.On(session.Ready);
        List<Box> boxes = [.. session.Boxes.Select(b => b.Box)];
        if (stop == trip.At("collect").Last()) Forget(boxes, desk);
        foreach (var pause in Take(desk.Side, boxes, () => session.FirstCollectedMs ??= world.NowMs)) yield return pause;
    }

    /// <summary>What happens at the door: one box stays standing there, or gets another beacon before it goes.</summary>
    void Forget(List<Box> boxes, CentreDesk desk)
    {
        if (boxes.Count > 1 && world.Mischief.LeftBehind.TryGetValue(trip.Id, out var left)) boxes.RemoveAt(left % boxes.Count);
        if (!world.Mischief.BeaconReplaced.TryGetValue(trip.Id, out var number)) return;
        var box = boxes[number % boxes.Count];
        var beacon = box.Beacon + "-2";
        box.Replace(beacon, world.NowMs);
        world.Reports.Scan(world.NowMs, desk.Side.Device, Reports.Of(Act.JoinBeacon) with { Box = box.Id, Beacon = beacon, Staff = desk.Side.Staff });
    }

    /// <summary>Two loads that stood side by side: when both are complete, one box of each is in the other's vehicle.</summary>
    void Exchange()
    {
        if (!world.Mischief.Swapped.TryGetValue(trip.Id, out var swap) || !world.OnTheRoad.TryGetValue(swap.Other, out var other)) return;
        var theirs = world.Mischief.Swapped[swap.Other].Number;
        var (mine, its) = (_boxes[swap.Number % _boxes.Count], other._boxes[theirs % other._boxes.Count]);
        Pass(mine, other);
        other.Pass(its, this);
        world.Exchanged.Add((mine.Now, its.Now));
    }

    void Pass(Box box, SpecimenTrip other)
    {
        _boxes.Remove(box);
        vehicle.Log.Unload(box, world.NowMs);
        other.Load(box);
        box.Move(Place.WithCarrier, other.Party);
    }

    string Party => vehicle.Party;

    IEnumerable<Pause> FromCourier()
    {
        var meeting = world.MeetingOf(trip.Id);
        yield return Pause.On(meeting.CourierThere);
        var courier = world.Couriers.Single(c => c.Centre.Id == trip.At("collect").Single().Site);
        foreach (var pause in Take(courier.Side, meeting.Boxes)) yield return pause;
        meeting.Done.Raise();
    }

    IEnumerable<Pause> Take(Side giver, IReadOnlyList<Box> boxes, Action? taken = null)
    {
        var numbers = world.Scenario.Numbers.Centre;
        var handover = new Handover(world, giver, vehicle.Side, Place.WithCarrier, numbers.HandoverStartS, numbers.HandoverBoxS, Draw("take", giver.Party));
        foreach (var pause in handover.Of(boxes, box =>
        {
            Load(box);
            taken?.Invoke();
        })) yield return pause;
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
        Befall(departs, world.NowMs);
    }

    void Befall(long departs, long arrived)
    {
        if (_boxes.Count == 0) return;
        long At(double fraction) => departs + (long)(fraction * (arrived - departs));
        if (world.Mischief.Opened.TryGetValue(trip.Id, out var opened)) Number(opened.Number).Now.OpenedMs = At(opened.Fraction);
        if (world.Mischief.ReadOpenOnce.TryGetValue(trip.Id, out var once)) Number(once.Number).Now.ReadOpenOnceMs = At(once.Fraction);
        if (world.Mischief.Warm.TryGetValue(trip.Id, out var warm) && Aboard(warm.Box) is { } spoilt) spoilt.Now.WarmMs = warm.Ms;
        if (world.Mischief.LoggerSilent.TryGetValue(trip.Id, out var silent) && Aboard(silent.Box) is { } mute) mute.Now.LoggerSilentMs = silent.Ms;
        if (!world.Mischief.Lost.TryGetValue(trip.Id, out var lost)) return;
        var box = Number(lost.Number);
        box.Now.LostMs = At(lost.Fraction);
        vehicle.Log.Unload(box, box.Now.LostMs.Value);
        box.Move(Place.Unaccounted, vehicle.Party);
    }

    Box? Aboard(string box) => _boxes.Find(b => b.Id == box);

    Box Number(int number) => _boxes[number % _boxes.Count];

    Draw Draw(string what, string where = "") => world.Draw("trip", trip.Id, what, where);
}
