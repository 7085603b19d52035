using SpecimenLogistics.Simulators.Draws;
using SpecimenLogistics.Simulators.Programme;
using SpecimenLogistics.Simulators.Roads;
using SpecimenLogistics.Simulators.Truths;

namespace SpecimenLogistics.Simulators.Telematics;

/// <summary>
/// What else is on the air: beacons of sites next door, boxes of the vehicle at the next dock, boxes still inside the
/// centre. Heard weakly, never louder than -81 dBm; what is one's own is heard at -75 or louder.
/// </summary>
internal sealed class Ether
{
    readonly Dictionary<string, List<(string Beacon, double Metres)>> _neighbours = [];
    readonly ILookup<string, (VehicleDay Vehicle, Standing Stay)> _stays;

    readonly World _world;

    public Ether(World world)
    {
        _world = world;
        var sites = world.Scenario.Centres.Select(c => c.Spot).Concat(world.Scenario.Hubs.Select(h => h.Spot)).ToList();
        foreach (var site in sites)
            _neighbours[site.Site!] = [.. sites.Where(s => s.Site != site.Site && Ground.Metres(s, site) < world.Scenario.Numbers.Telematics.NeighbourM)
                .Select(s => (Device.Beacon(s.Site!), Ground.Metres(s, site)))];
        _stays = world.Vehicles.SelectMany(v => v.Log.Stretches.OfType<Standing>().Where(s => s.Spot.Site is not null && s.Spot.Site != world.Scenario.Warehouse.Id)
            .Select(s => (v, s))).ToLookup(x => x.s.Spot.Site!);
    }

    public IEnumerable<(string Beacon, int RssiDbm)> NextDoor(string site, Draw draw)
    {
        foreach (var (beacon, metres) in _neighbours[site])
            if (draw.Chance(0.6)) yield return (beacon, -81 - (int)(metres / 30) - draw.Below(6));
    }

    /// <summary>Boxes near a vehicle that are not on it.</summary>
    public IEnumerable<(string Beacon, int RssiDbm)> Strange(VehicleDay vehicle, Standing stay, long ms, Draw draw)
    {
        foreach (var (other, its) in _stays[stay.Spot.Site!])
        {
            if (other == vehicle || its.FromMs > ms || its.ToMs <= ms || !draw.Chance(0.15)) continue;
            foreach (var load in other.Log.Loads)
                if (load.FromMs <= ms && ms < load.ToMs && draw.Chance(0.4)) yield return (load.Box.BeaconAt(ms), -82 - draw.Below(12));
        }
        // Through the wall: what stands packed up inside. By what is so at that moment, and not by what will become of it.
        if (!_world.Centres.TryGetValue(stay.Spot.Site!, out var desk)) yield break;
        foreach (var (box, cycle) in desk.Sessions.SelectMany(s => s.Boxes))
            if (cycle.SealedMs <= ms && !(cycle.LeftCentreMs <= ms) && draw.Chance(0.3)) yield return (box.BeaconAt(ms), -82 - draw.Below(12));
    }
}
