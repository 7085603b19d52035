using SpecimenLogistics.Simulators.Draws;
using SpecimenLogistics.Simulators.Plans;
using SpecimenLogistics.Simulators.Programme;

namespace SpecimenLogistics.Simulators.Truths;

/// <summary>Programme and plan as they go in over the REST API before the day.</summary>
internal static class SetupOf
{
    public static Setup World(World world)
    {
        var scenario = world.Scenario;
        var numbers = scenario.Numbers;
        return new Setup(
            scenario.Name, world.Seed, numbers.Date, numbers.Zone, scenario.At(world.StartsMs), scenario.At(world.EndsMs),
            [.. scenario.Centres.Select(Site), .. scenario.Hubs.Select(Site)],
            [.. world.Vehicles.Select(v => new VehicleSetup(v.Id, Device.Beacon(v.Id)))],
            [.. world.Boxes.Select(b => new BoxSetup(b.Id, b.Seal, b.Beacon, b.OpeningHolder))],
            [.. Devices(world).Select(d => new DeviceSetup(d.Id, d.Class, Names.Secret(world.Seed, d.Id), d.Place))],
            [.. world.Plan.Trips.Select(t => Trip(scenario, t))])
        {
            Limits = new LimitsSetup(2, 8, numbers.Boxes.MostMinutesOutside, numbers.Boxes.LoggerGoodForMin),
        };
    }

    public static TripSetup Trip(Scenario scenario, TripPlan trip) =>
        new(trip.Id, trip.Vehicle, trip.Kind, [.. trip.Stops.Select(s => new StopSetup(s.Site, scenario.At(s.AtMs), s.Purpose, s.Session))]);

    static SiteSetup Site(Centre centre) => new(
        centre.Id, centre.NameEn, centre.NameZh, centre.District, centre.Spot.LatDeg, centre.Spot.LonDeg, centre.FenceM, "centre", Device.Beacon(centre.Id),
        centre.Laboratory, centre.TargetMinutes, [.. centre.Sessions.Select(s => new SessionSetup(s.Number, Hour(s.OpensMs), Hour(s.ClosesMs)))], [], centre.OpeningKits);

    static SiteSetup Site(Hub hub) => new(
        hub.Id, hub.NameEn, hub.NameZh, hub.District, hub.Spot.LatDeg, hub.Spot.LonDeg, 150, hub.Role, Device.Beacon(hub.Id),
        null, null, [], [.. Enumerable.Range(1, hub.Docks).Select(d => Device.Dock(hub.Id, d))], 0);

    static IEnumerable<(string Id, string Class, string Place)> Devices(World world)
    {
        foreach (var vehicle in world.Vehicles)
        {
            yield return (vehicle.Id, "vehicles", vehicle.Party);
            yield return (Device.Driver(vehicle.Id), "scanners", vehicle.Party);
        }
        foreach (var centre in world.Scenario.Centres)
        {
            yield return (Device.Packing(centre.Id), "scanners", centre.Party);
            yield return (Device.Supervisor(centre.Id), "scanners", centre.Party);
            if (centre.Courier is { } courier) yield return (Device.Courier(courier), "scanners", "courier:" + courier);
        }
        foreach (var box in world.Loggers) yield return (Device.Logger(box.Id), "boxes", "box:" + box.Id);
        foreach (var device in world.Scenario.Hubs.SelectMany(OfHub)) yield return device;
    }

    /// <summary>Only a laboratory's docks have a terminal: the unloading minute is measured there. The warehouse's docks just hold vehicles.</summary>
    static IEnumerable<(string Id, string Class, string Place)> OfHub(Hub hub)
    {
        if (hub.IsLaboratory)
            foreach (var dock in Enumerable.Range(1, hub.Docks)) yield return (Device.Dock(hub.Id, dock), "docks", "dock:" + Device.Dock(hub.Id, dock));
        foreach (var scanner in Enumerable.Range(1, hub.Scanners)) yield return (Device.Scanner(hub.Id, scanner), "scanners", hub.Party);
        foreach (var bench in Enumerable.Range(1, hub.Benches)) yield return (Device.Bench(hub.Id, bench), "scanners", hub.Party);
    }

    static TimeOnly Hour(long ms) => new(ms * TimeSpan.TicksPerMillisecond);
}
