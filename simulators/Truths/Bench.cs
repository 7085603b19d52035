using SpecimenLogistics.Protocol;
using SpecimenLogistics.Simulators.Clockwork;
using SpecimenLogistics.Simulators.Draws;
using SpecimenLogistics.Simulators.Programme;

namespace SpecimenLogistics.Simulators.Truths;

/// <summary>The benches of a laboratory: tubes are read a rack at a time, then the box is looked into and put with the empties.</summary>
internal sealed class Bench(World world, Hub hub, List<Box> empties)
{
    readonly Berths _benches = new(world.Timeline, hub.Benches);

    public IEnumerable<Pause> Read(Box box, Draw draw)
    {
        var numbers = world.Scenario.Numbers.Laboratory;
        var berth = _benches.Ask();
        yield return Pause.On(berth.Granted);
        box.Now.Overlooked = world.Mischief.TubeOverlooked.Contains((box.Id, box.Now.Number)) && box.Now.Tubes.Count > 1;
        foreach (var rack in box.Now.Tubes.Take(box.Now.Tubes.Count - (box.Now.Overlooked ? 1 : 0)).Chunk(numbers.RackTubes))
        {
            yield return Pause.Until(world.NowMs + draw.SecondsIn(numbers.RackS));
            box.Now.Read.AddRange(rack);
            world.Reports.Scan(world.NowMs, Device.Bench(hub.Id, berth.Number), Rack(box, rack, berth.Number));
        }
        yield return Pause.Until(world.NowMs + draw.SecondsIn(numbers.EmptyS));
        box.Now.EmptiedMs = world.NowMs;
        box.Move(Place.Emptied, hub.Party);
        world.Reports.Scan(world.NowMs, Device.Bench(hub.Id, berth.Number), Reports.Of(Act.Empty) with { Box = box.Id, Staff = Staff(berth.Number) });
        _benches.Leave(berth);
        empties.Add(box);
    }

    ScanItem Rack(Box box, IReadOnlyList<string> tubes, int bench) => Reports.Of(Act.Bench) with
    {
        Box = box.Id,
        Tubes = tubes,
        Outcome = Remark(box) is null ? "accepted" : "accepted-with-remark",
        Reason = Remark(box),
        Staff = Staff(bench),
    };

    static string? Remark(Box box) =>
        box.Now.OpenedMs is not null ? "seal was open on arrival" : box.Now.WarmMs is not null ? "box was too warm on arrival" : null;

    string Staff(int bench) => Names.Staff(world.Seed, hub.Id, 40 + bench);
}
