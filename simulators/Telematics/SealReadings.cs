using SpecimenLogistics.Simulators.Truths;

namespace SpecimenLogistics.Simulators.Telematics;

/// <summary>Seals on board, every minute. The seal of an empty box reads open: there is nothing to close.</summary>
internal sealed class SealReadings(World world, VehicleDay vehicle)
{
    public void Report()
    {
        var every = world.Scenario.Numbers.Telematics.SealS * 1000L;
        var at = world.StartsMs + world.Draw("seal", vehicle.Id).Below((int)every);
        for (; at < world.EndsMs; at += every)
        {
            var seals = vehicle.Log.Loads.Where(a => a.FromMs <= at && at < a.ToMs).Select(a => (a.Box.Seal, IsOpen(a, at))).ToList();
            if (seals.Count > 0) world.Reports.Seals(at, vehicle.Id, seals);
        }
    }

    static bool IsOpen(Aboard load, long ms)
    {
        if (!load.Specimens) return true;
        if (load.Cycle.ReadOpenOnceMs is { } once && ms >= once && load.Cycle.OpenReadings == 0)
        {
            load.Cycle.OpenReadings++;
            return true;
        }
        if (load.Cycle.OpenedMs is not { } opened || ms < opened) return false;
        load.Cycle.OpenReadings++;
        return true;
    }
}
