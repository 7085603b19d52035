using SpecimenLogistics.Protocol;
using SpecimenLogistics.Simulators;

namespace SpecimenLogistics.Unit.Simulators.Truths;

/// <summary>Told by the scans alone: whoever gives a box has it, and nobody else does.</summary>
public class CustodyTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_box_has_exactly_one_holder_at_each_moment(bool troubled)
    {
        var day = troubled ? Days.HitOnTheRoad : Days.WholeOne;
        var places = day.Setup.Devices.ToDictionary(d => d.Id, d => d.Place);
        var holder = day.Setup.Boxes.ToDictionary(b => b.Id, b => b.Place);
        var half = new Dictionary<string, (string From, string To, DateTimeOffset At)>();
        foreach (var (at, device, scan) in day.Scans().Where(s => s.Scan.Box is not null))
        {
            var here = places[device];
            if (scan.Act is not (Act.Give or Act.Take))
            {
                Assert.False(half.ContainsKey(scan.Box!), $"{scan.Box} was scanned at {here} while half handed over.");
                holder[scan.Box!] = Moved(scan, here, holder[scan.Box!]);
                continue;
            }
            var (from, to) = scan.Act == Act.Give ? (here, scan.Party!) : (scan.Party!, here);
            Assert.Equal(holder[scan.Box!], from);
            if (half.Remove(scan.Box!, out var other))
            {
                Assert.Equal((from, to), (other.From, other.To));
                Assert.InRange(at - other.At, TimeSpan.Zero, TimeSpan.FromSeconds(10));
                holder[scan.Box!] = to;
            }
            else half[scan.Box!] = (from, to, at);
        }

        Assert.Empty(half);
        var last = day.Lines("box").GroupBy(l => l[1]).ToDictionary(g => g.Key, g => g.MaxBy(l => int.Parse(l[2]))![4]);
        Assert.Equal(last.OrderBy(l => l.Key), holder.OrderBy(l => l.Key));
    }

    /// <summary>What the other acts say of the holder: two of them move a box, all others must find it where they are.</summary>
    static string Moved(ScanItem scan, string here, string holder)
    {
        switch (scan.Act)
        {
            case Act.Unload:
                Assert.StartsWith("vehicle:", holder);
                return "laboratory:" + here["dock:".Length..here.IndexOf('-')];
            case Act.Return:
                Assert.Equal(scan.Party, holder);
                return here;
            default:
                Assert.Equal(here, holder);
                return holder;
        }
    }

    [Fact]
    public void What_is_packed_and_read_is_what_the_truth_says()
    {
        var day = Days.Troubled;
        var packed = day.Scans().Where(s => s.Scan.Act == Act.Pack).GroupBy(s => s.Scan.Box!).ToDictionary(g => g.Key, g => g.Count());
        var read = day.Scans().Where(s => s.Scan.Act == Act.Bench).GroupBy(s => s.Scan.Box!).ToDictionary(g => g.Key, g => g.Sum(s => s.Scan.Tubes!.Count));
        foreach (var box in day.Lines("box").GroupBy(l => l[1]))
        {
            Assert.Equal(packed.GetValueOrDefault(box.Key), box.Sum(l => int.Parse(l[7])));
            Assert.Equal(read.GetValueOrDefault(box.Key), box.Sum(l => int.Parse(l[8])));
        }
    }

    [Fact]
    public void On_a_ferry_the_boxes_ride_with_a_courier()
    {
        var legs = Days.WholeOne.Scans().Where(s => s.Scan.Act == Act.Take && s.Scan.Seal is not null).Select(s => (s.Device, s.Scan.Party!)).ToHashSet();
        foreach (var courier in Days.WholeOne.Setup.Devices.Where(d => d.Place.StartsWith("courier:", StringComparison.Ordinal)))
        {
            Assert.Contains(legs, l => l.Device == courier.Id && l.Item2.StartsWith("centre:IS", StringComparison.Ordinal));
            Assert.Contains(legs, l => l.Device.StartsWith("S-V", StringComparison.Ordinal) && l.Item2 == courier.Place);
        }
    }
}
