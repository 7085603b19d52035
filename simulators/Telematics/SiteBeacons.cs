using SpecimenLogistics.Simulators.Draws;
using SpecimenLogistics.Simulators.Truths;

namespace SpecimenLogistics.Simulators.Telematics;

/// <summary>A site's beacon: on arrival, every few minutes while there, on leaving; and with it, weakly, the neighbours'.</summary>
internal sealed class SiteBeacons(World world, VehicleDay vehicle, Ether ether)
{
    readonly Draw _draw = world.Draw("beacon", vehicle.Id);

    public void Report()
    {
        var every = world.Scenario.Numbers.Telematics.SiteBeaconS * 1000L;
        foreach (var stay in vehicle.Log.Stretches.OfType<Standing>())
        {
            if (stay.Spot.Site is not { } site) continue;
            var leaves = stay.ToMs;
            for (var at = stay.FromMs + 1000 + _draw.Below(4000); at < leaves; at += every) Hear(at, site);
            if (stay.ToMs < world.EndsMs) Hear(leaves, site);
        }
    }

    void Hear(long ms, string site) =>
        world.Reports.Heard(ms, vehicle.Id, [(Device.Beacon(site), -56 - _draw.Below(10)), .. ether.NextDoor(site, _draw)]);
}
