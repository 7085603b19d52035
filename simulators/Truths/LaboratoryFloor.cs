using SpecimenLogistics.Protocol;
using SpecimenLogistics.Simulators.Clockwork;
using SpecimenLogistics.Simulators.Draws;
using SpecimenLogistics.Simulators.Programme;

namespace SpecimenLogistics.Simulators.Truths;

/// <summary>A laboratory: the gate and its docks, the door behind them, the benches, the yard where empties stand.</summary>
internal sealed class LaboratoryFloor
{
    readonly World _world;
    readonly Berths _docks;
    readonly Bench _bench;
    readonly List<Box> _empties = [];

    public LaboratoryFloor(World world, Hub hub)
    {
        (_world, Hub) = (world, hub);
        _docks = new Berths(world.Timeline, hub.Docks);
        _bench = new Bench(world, hub, _empties);
    }

    public Hub Hub { get; }

    /// <summary>Who gives empties away: the scanner after those of the docks.</summary>
    public Side Yard => new(Device.Scanner(Hub.Id, Hub.Docks + 1), Hub.Party, Names.Staff(_world.Seed, Hub.Id, 99));

    /// <summary>When its gate opens again; null while it takes loads.</summary>
    public long? OpensMs => _world.Mischief.IntakeStopped is { } stopped && stopped.Laboratory == Hub.Id && stopped.FromMs <= _world.NowMs && _world.NowMs < stopped.UntilMs ? stopped.UntilMs : null;

    /// <summary>Waits at the gate, pulls in, sets the boxes down on the dock's terminal, leaves.</summary>
    public IEnumerable<Pause> Unload(VehicleDay vehicle, string trip, long gate, IReadOnlyList<Box> boxes)
    {
        var numbers = _world.Scenario.Numbers.Laboratory;
        var draw = _world.Draw("dock", trip);
        var berth = _docks.Ask();
        yield return Pause.On(berth.Granted);
        yield return Pause.Until(_world.NowMs + draw.SecondsIn(numbers.PullInS));
        var dock = Device.Dock(Hub.Id, berth.Number);
        long from = _world.NowMs, to = from;
        List<string> set = [], unscanned = [];
        yield return Pause.Until(from + draw.SecondsIn(numbers.FirstScanS));
        foreach (var box in boxes)
        {
            // A box that is not there is looked for: the others are no earlier for it.
            if (box.Now.LostMs is null)
            {
                SetDown(vehicle, box, dock, berth.Number, Forgotten(box));
                to = _world.NowMs;
                set.Add(box.Id);
                if (box.Now.UnloadUnscanned) unscanned.Add(box.Id);
            }
            yield return Pause.Until(_world.NowMs + draw.SecondsIn(numbers.BoxScanS) + (draw.Chance(numbers.RereadChance) ? draw.SecondsIn(numbers.RereadS) : 0));
        }
        // With its last box down it is unloaded, even when the day ends before it has left.
        if (set.Count > 0) _world.Unloadings.Add(new Unloading(dock, Hub.Id, vehicle.Id, gate, from, to, set, unscanned));
        var leaves = _world.NowMs + draw.SecondsIn(numbers.LeaveS);
        Hear(dock, vehicle, from, leaves);
        yield return Pause.Until(leaves);
        _docks.Leave(berth);
    }

    public IReadOnlyList<Box> TakeEmpties(int most)
    {
        var taken = _empties.Take(most).ToList();
        _empties.RemoveRange(0, taken.Count);
        return taken;
    }

    bool Forgotten(Box box) => _world.Mischief.ForgottenPerMille > 0
        && _world.Draw("fault", "forgotten-scan", box.Id, $"{box.Now.Number} dock").Chance(_world.Mischief.ForgottenPerMille / 1000.0);

    void SetDown(VehicleDay vehicle, Box box, string dock, int number, bool forgotten)
    {
        box.Move(Place.AtDock, Hub.Party);
        box.Now.UnloadedMs = _world.NowMs;
        vehicle.Log.Unload(box, _world.NowMs);
        box.Now.UnloadUnscanned = forgotten;
        if (_world.TakenOn.TryGetValue(box.Now, out var trip)) box.Now.BoundFor = trip.Ordered ?? box.Now.BoundFor;
        box.Now.AtWrongLaboratory = box.Now.BoundFor is { } bound && bound != Hub.Id;
        if (!forgotten) box.Now.Seen(_world.NowMs);
        if (!forgotten) _world.Reports.Scan(_world.NowMs, dock, Reports.Of(Act.Unload) with { Box = box.Id, Seal = box.Seal, Staff = Names.Staff(_world.Seed, Hub.Id, number) });
        _world.Timeline.Start(Receive(box, number), _world.NowMs);
    }

    IEnumerable<Pause> Receive(Box box, int dock)
    {
        var draw = _world.Draw("receive", box.Id, box.Now.Tubes[0]);
        yield return Pause.Until(_world.NowMs + draw.SecondsIn(_world.Scenario.Numbers.Laboratory.ReceiveS));
        var held = box.Now.AtWrongLaboratory || box.Now.SharesTubeLater;
        box.Move(held ? Place.Held : Place.Received, Hub.Party);
        box.Now.ReceivedMs = _world.NowMs;
        box.Now.Seen(_world.NowMs);
        _world.Reports.Scan(_world.NowMs, Device.Scanner(Hub.Id, dock), Reports.Of(Act.Receive) with
        {
            Box = box.Id,
            Seal = box.Seal,
            Outcome = box.Now.OpenedMs is not null ? "opened" : box.Now.WarmMs is not null ? "warm" : "intact",
            Staff = Names.Staff(_world.Seed, Hub.Id, 20 + dock),
        });
        if (held) foreach (var pause in Release(box, dock)) yield return pause;
        foreach (var pause in _bench.Read(box, draw)) yield return pause;
    }

    /// <summary>The laboratory's lead and the control room agree that it is used here.</summary>
    IEnumerable<Pause> Release(Box box, int dock)
    {
        var draw = _world.Draw("fault", "release", box.Id);
        yield return Pause.Until(_world.NowMs + draw.MinutesAround(new Between(5, 12)));
        box.Move(Place.Received, Hub.Party);
        box.Now.ReleasedMs = _world.NowMs;
        _world.Reports.Scan(_world.NowMs, Device.Scanner(Hub.Id, dock), Reports.Of(Act.Release) with
        {
            Box = box.Id,
            Reason = box.Now.AtWrongLaboratory ? "accepted here" : "tube found",
            Staff = Names.Staff(_world.Seed, Hub.Id, 98),
            SecondStaff = Names.Staff(_world.Seed, "control-room", 1),
        });
    }

    /// <summary>The dock's terminal hears the vehicle from when it has pulled in until it goes.</summary>
    void Hear(string dock, VehicleDay vehicle, long from, long to)
    {
        var draw = _world.Draw("hear", dock, vehicle.Id, from.ToString(System.Globalization.CultureInfo.InvariantCulture));
        for (var at = from; at <= to; at += _world.Scenario.Numbers.Telematics.DockBeaconS * 1000L)
            _world.Reports.Heard(at, dock, [(Device.Beacon(vehicle.Id), -52 - draw.Below(12))]);
    }
}
