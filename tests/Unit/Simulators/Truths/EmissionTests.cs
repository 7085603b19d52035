using SpecimenLogistics.Protocol;
using SpecimenLogistics.Simulators;

namespace SpecimenLogistics.Unit.Simulators.Truths;

/// <summary>What the day says fits the wire.</summary>
public class EmissionTests
{
    [Fact]
    public void Every_emission_comes_from_a_device_that_was_put_in_and_of_its_class()
    {
        var day = Days.WholeOne;
        var classes = day.Setup.Devices.ToDictionary(d => d.Id, d => d.Class);
        foreach (var emission in day.Emissions)
            Assert.True(Topic.TryParse($"v1/{classes[emission.Device]}/{emission.Device}/{Leaf(emission)}", out _), $"{emission.Device} cannot say {emission.GetType().Name}");
    }

    [Fact]
    public void Every_emission_lies_within_the_day_and_in_order()
    {
        var day = Days.WholeOne;
        Assert.All(day.Emissions, e => Assert.InRange(e.At, day.Setup.Starts, day.Setup.Ends));
        Assert.Equal(day.Emissions.Select(e => e.At), day.Emissions.Select(e => e.At).Order());
    }

    [Fact]
    public void Every_scan_reads_back_from_the_wire()
    {
        foreach (var each in Days.ShortOne.Emissions.OfType<ScanEmission>())
        {
            var bytes = Wire.Write(new Envelope<ScanItem>(1, 5, 1, each.Scans));
            Assert.True(Wire.TryScans(bytes, out var back, out var reason), reason);
            Assert.Equal(each.Scans.Select(s => (s.Act, s.Box, s.Party)), back.Items.Select(s => (s.Act, s.Box, s.Party)));
        }
    }

    [Fact]
    public void A_site_is_heard_loudly_by_its_guest_and_weakly_from_next_door()
    {
        var day = Days.WholeOne;
        var heard = day.Emissions.OfType<HeardEmission>().SelectMany(h => h.Beacons).ToLookup(b => b.Beacon, b => b.RssiDbm);
        Assert.Contains(heard["B-TM06"], rssi => rssi > -75);
        Assert.Contains(heard["B-TM06"], rssi => rssi <= -81);
        Assert.DoesNotContain(heard.SelectMany(h => h), rssi => rssi is > -81 and < -75);
    }

    [Fact]
    public void Fixes_move_along_with_their_vehicle_and_never_faster_than_a_road_allows()
    {
        foreach (var vehicle in Days.WholeOne.Emissions.OfType<PositionEmission>().GroupBy(p => p.Device).Take(20))
        {
            var fixes = vehicle.ToList();
            for (var i = 1; i < fixes.Count; i++)
            {
                var metres = Math.Sqrt(Math.Pow((fixes[i].LatDeg - fixes[i - 1].LatDeg) * 110_750, 2) + Math.Pow((fixes[i].LonDeg - fixes[i - 1].LonDeg) * 102_950, 2));
                var seconds = (fixes[i].At - fixes[i - 1].At).TotalSeconds;
                Assert.True(metres <= seconds / 3.6 * 160 + 60, $"{vehicle.Key} at {fixes[i].At:HH:mm:ss}: {metres:F0} m in {seconds:F0} s");
            }
        }
    }

    static string Leaf(Emission emission) => emission switch
    {
        PositionEmission => "position",
        HeardEmission => "heard",
        SealsEmission => "seals",
        TemperatureEmission => "temperature",
        _ => "scan",
    };
}
