using SpecimenLogistics.Simulators.Truths;

namespace SpecimenLogistics.Simulators.Telematics;

/// <summary>Seals on board, every minute. The seal of an empty box reads open: there is nothing to close.</summary>
internal sealed class SealReadings(World world, VehicleDay vehicle)
{
    readonly long _everyMs = world.Scenario.Numbers.Telematics.SealS * 1000L;

    public void Report()
    {
        var hold = new Hold(vehicle.Log.Loads);
        for (var at = FirstMs(vehicle); at < world.EndsMs; at += _everyMs)
        {
            var seals = hold.At(at).Select(a => (a.Box.Seal, IsOpen(a, at))).ToList();
            if (seals.Count > 0) world.Reports.Seals(at, vehicle.Id, seals);
        }
    }

    long FirstMs(VehicleDay of) => world.StartsMs + world.Draw("seal", of.Id).Below((int)_everyMs);

    bool IsOpen(Aboard load, long ms)
    {
        if (!load.Specimens) return true;
        var open = load.Cycle.ReadOpenOnceMs is { } once && ms == FirstReadingMs(load.Cycle, once);
        if (!open && (load.Cycle.OpenedMs is not { } opened || ms < opened)) return false;
        load.Cycle.OpenReadings++;
        return true;
    }

    /// <summary>By whichever vehicle has it first: a load that is handed over later changes nothing of what was read.</summary>
    long? FirstReadingMs(BoxCycle cycle, long sinceMs)
    {
        long? first = null;
        foreach (var each in world.Vehicles)
            foreach (var load in each.Log.Loads.Where(l => l.Cycle == cycle && l.Specimens))
            {
                var (from, begins) = (Math.Max(sinceMs, load.FromMs), FirstMs(each));
                var at = begins + Math.Max(0, (from - begins + _everyMs - 1) / _everyMs) * _everyMs;
                if (at < load.ToMs && !(first <= at)) first = at;
            }
        return first;
    }
}
