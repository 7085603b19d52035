using SpecimenLogistics.Simulators.Truths;

namespace SpecimenLogistics.Simulators.Telematics;

/// <summary>What every vehicle's box under the dashboard reports, made from what the vehicle did.</summary>
internal static class FleetTelematics
{
    public static void Report(World world)
    {
        foreach (var vehicle in world.Vehicles) vehicle.Log.Stood(world.EndsMs);
        var ether = new Ether(world);
        foreach (var vehicle in world.Vehicles)
        {
            new Fixes(world, vehicle).Report();
            new Sightings(world, vehicle, ether).Report();
            new SealReadings(world, vehicle).Report();
            new SiteBeacons(world, vehicle, ether).Report();
        }
        foreach (var box in world.Loggers) new Loggers(world, box).Report();
    }
}
