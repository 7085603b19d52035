using SpecimenLogistics.Protocol;
using SpecimenLogistics.Simulators.Clockwork;
using SpecimenLogistics.Simulators.Draws;
using SpecimenLogistics.Simulators.Plans;
using SpecimenLogistics.Simulators.Programme;

namespace SpecimenLogistics.Simulators.Truths;

/// <summary>The warehouse: clean boxes on the shelf, docks for loading, and the way of a dirty box back to the shelf.</summary>
internal sealed class WarehouseFloor
{
    readonly World _world;
    readonly Hub _hub;
    readonly Berths _docks;
    readonly Queue<Box> _shelf;

    public WarehouseFloor(World world, Hub hub)
    {
        (_world, _hub) = (world, hub);
        _docks = new Berths(world.Timeline, hub.Docks);
        _shelf = new Queue<Box>(world.Boxes.Where(b => b.OpeningHolder == hub.Party));
    }

    /// <summary>Clean boxes are issued for a centre and taken over by the driver; as many as it wants, or as the shelf has.</summary>
    public IEnumerable<Pause> Load(VehicleDay vehicle, TripPlan trip, CentreDesk desk, List<Box> loaded)
    {
        var numbers = _world.Scenario.Numbers.Warehouse;
        var draw = _world.Draw("load", trip.Id);
        var berth = _docks.Ask();
        yield return Pause.On(berth.Granted);
        yield return Pause.Until(_world.NowMs + draw.SecondsIn(numbers.LoadStartS));
        var side = Side(berth.Number);
        var wanted = desk.Wants(trip);
        while (loaded.Count < wanted && _shelf.TryDequeue(out var box))
        {
            box.BeginCycle();
            _world.Reports.Scan(_world.NowMs, side.Device, Reports.Of(Act.Issue) with { Box = box.Id, Party = desk.Centre.Party, Staff = side.Staff });
            loaded.Add(box);
            var handover = new Handover(_world, side, vehicle.Side, Place.WithCarrier, new Between(2, 4), numbers.IssueBoxS, draw);
            foreach (var pause in handover.Of([box], b => vehicle.Log.Load(b, _world.NowMs))) yield return pause;
        }
        _docks.Leave(berth);
    }

    public IEnumerable<Pause> TakeBack(VehicleDay vehicle, TripPlan trip, IReadOnlyList<Box> boxes)
    {
        var numbers = _world.Scenario.Numbers.Warehouse;
        var draw = _world.Draw("back", trip.Id);
        var berth = _docks.Ask();
        yield return Pause.On(berth.Granted);
        yield return Pause.Until(_world.NowMs + draw.SecondsIn(numbers.LoadStartS));
        var side = Side(berth.Number);
        foreach (var box in boxes)
        {
            box.Move(Place.WarehouseDirty, _hub.Party);
            vehicle.Log.Unload(box, _world.NowMs);
            _world.Reports.Scan(_world.NowMs, side.Device, Reports.Of(Act.Return) with { Box = box.Id, Party = vehicle.Party, Staff = side.Staff });
            _world.Timeline.Start(Clean(box, berth.Number), _world.NowMs);
            yield return Pause.Until(_world.NowMs + draw.SecondsIn(numbers.UnloadBoxS));
        }
        _docks.Leave(berth);
    }

    /// <summary>Looked into, disinfected, left alone for the contact time, back on the shelf.</summary>
    IEnumerable<Pause> Clean(Box box, int dock)
    {
        var numbers = _world.Scenario.Numbers.Warehouse;
        var draw = _world.Draw("clean", box.Id, box.Now.Tubes[0]);
        var scanner = Device.Scanner(_hub.Id, _hub.Docks + 1);
        var staff = Names.Staff(_world.Seed, _hub.Id, 60 + dock);
        yield return Pause.Until(_world.NowMs + draw.MinutesAround(numbers.LookMin));
        if (box.Now.Overlooked)
        {
            box.Move(Place.Held, _hub.Party);
            box.Now.FoundFullMs = _world.NowMs;
            _world.Reports.Scan(_world.NowMs, scanner, Reports.Of(Act.Look) with { Box = box.Id, Outcome = "not-empty", Staff = staff });
            yield break;
        }
        box.Move(Place.WarehouseDisinfecting, _hub.Party);
        _world.Reports.Scan(_world.NowMs, scanner, Reports.Of(Act.Look) with { Box = box.Id, Outcome = "empty", Staff = staff });
        yield return Pause.Until(_world.NowMs + draw.MinutesAround(numbers.ContactMin));
        box.Move(Place.WarehouseClean, _hub.Party);
        _world.Reports.Scan(_world.NowMs, scanner, Reports.Of(Act.Disinfect) with { Box = box.Id, Outcome = "chlorine wipe", ContactMin = (int)numbers.ContactMin.Min, Staff = staff });
        _shelf.Enqueue(box);
    }

    Side Side(int dock) => new(Device.Scanner(_hub.Id, dock), _hub.Party, Names.Staff(_world.Seed, _hub.Id, dock));
}
