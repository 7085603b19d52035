using SpecimenLogistics.Simulators.Draws;
using SpecimenLogistics.Simulators.Truths;

namespace SpecimenLogistics.Simulators.Telematics;

/// <summary>Beacons of boxes: all that are on board, every half minute, and weakly some that are not.</summary>
internal sealed class Sightings(World world, VehicleDay vehicle, Ether ether)
{
    readonly Draw _draw = world.Draw("sighting", vehicle.Id);

    public void Report()
    {
        var every = world.Scenario.Numbers.Telematics.SightingS * 1000L;
        var hold = new Hold(vehicle.Log.Loads);
        var at = world.StartsMs + _draw.Below((int)every);
        foreach (var stretch in vehicle.Log.Stretches)
        {
            var quiet = stretch is Standing home && home.Spot.Site == world.Scenario.Warehouse.Id;
            for (; at < stretch.ToMs; at += every)
            {
                var beacons = hold.At(at).Select(a => (a.Box.BeaconAt(at), -48 - _draw.Below(24))).ToList();
                if (!quiet && stretch is Standing { Spot.Site: not null } stay) beacons.AddRange(ether.Strange(vehicle, stay, at, _draw));
                if (beacons.Count > 0) world.Reports.Heard(at, vehicle.Id, beacons);
            }
        }
    }
}
