using SpecimenLogistics.Protocol;
using SpecimenLogistics.Simulators;
using SpecimenLogistics.Simulators.Clockwork;

namespace SpecimenLogistics.Unit.Simulators.Truths;

public class DockTests
{
    [Fact]
    public void A_dock_never_holds_two_vehicles()
    {
        var heard = Days.WholeOne.Emissions.OfType<HeardEmission>().Where(h => h.Device.Contains("-D", StringComparison.Ordinal)).GroupBy(h => h.Device);
        foreach (var dock in heard)
        {
            var stays = Stays(dock.ToList());
            Assert.NotEmpty(stays);
            for (var i = 1; i < stays.Count; i++) Assert.True(stays[i].From > stays[i - 1].To, $"{dock.Key}: {stays[i - 1]} and {stays[i]}");
        }
    }

    static List<(string Vehicle, DateTimeOffset From, DateTimeOffset To)> Stays(List<HeardEmission> heard)
    {
        var stays = new List<(string Vehicle, DateTimeOffset From, DateTimeOffset To)>();
        foreach (var each in heard)
        {
            var vehicle = Assert.Single(each.Beacons).Beacon;
            var known = stays.FindLastIndex(s => s.Vehicle == vehicle && each.At - s.To <= TimeSpan.FromSeconds(10));
            if (known < 0) stays.Add((vehicle, each.At, each.At));
            else stays[known] = stays[known] with { To = each.At };
        }
        return [.. stays.OrderBy(s => s.From)];
    }

    [Fact]
    public void An_unload_begins_when_the_dock_hears_the_vehicle_and_ends_with_its_last_scan()
    {
        var day = Days.WholeOne;
        var scans = day.Scans().Where(s => s.Scan.Act == Act.Unload).ToLookup(s => s.Device);
        var heard = day.Emissions.OfType<HeardEmission>().Select(h => (h.Device, h.At, h.Beacons[0].Beacon)).ToHashSet();
        foreach (var unload in day.Truth.Unloads)
        {
            Assert.Contains((unload.Dock, unload.From, "B-" + unload.Vehicle), heard);
            var own = scans[unload.Dock].Where(s => s.At >= unload.From && s.At <= unload.To).ToList();
            Assert.Equal(unload.Boxes, own.Select(s => s.Scan.Box));
            Assert.Equal(unload.To, own[^1].At);
            Assert.True(unload.GateArrival <= unload.From);
        }
    }

    [Fact]
    public void Some_vehicle_waits_at_a_gate_for_a_dock() =>
        Assert.Contains(Days.WholeOne.Truth.Unloads, u => u.From - u.GateArrival > TimeSpan.FromSeconds(60));

    [Fact]
    public void Berths_are_given_in_the_order_of_asking_and_never_twice()
    {
        var timeline = new Timeline();
        var berths = new Berths(timeline, 2);
        var (inside, most, order) = (new HashSet<int>(), 0, new List<int>());
        for (var i = 0; i < 7; i++) timeline.Start(Stay(i), i);
        timeline.Run(1000);

        Assert.Equal(2, most);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], order);
        Assert.Empty(inside);

        IEnumerable<Pause> Stay(int who)
        {
            var berth = berths.Ask();
            yield return Pause.On(berth.Granted);
            order.Add(who);
            Assert.True(inside.Add(berth.Number));
            most = Math.Max(most, inside.Count);
            yield return Pause.Until(timeline.NowMs + 20 + who);
            inside.Remove(berth.Number);
            berths.Leave(berth);
        }
    }
}
