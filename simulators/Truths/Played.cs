namespace SpecimenLogistics.Simulators.Truths;

/// <summary>How often each fault of the world truly happened: what was planned and found no place does not count.</summary>
internal static class Played
{
    public static IReadOnlyDictionary<string, int> Of(World world)
    {
        var mischief = world.Mischief;
        var sessions = world.Centres.Values.SelectMany(c => c.Sessions).ToList();
        var cycles = world.Boxes.SelectMany(b => b.Cycles).ToList();
        var counts = new Dictionary<string, int>
        {
            ["delay"] = mischief.HeldUp.Count,
            ["tamper"] = cycles.Count(c => c.OpenedMs is not null),
            ["lost-box"] = cycles.Count(c => c.LostMs is not null),
            ["wrong-lab"] = mischief.WrongLaboratory.Count,
            ["swap"] = world.Exchanged.Count,
            ["box-left-behind"] = mischief.LeftBehind.Count,
            ["double-tube"] = cycles.Count(c => c.SharesTubeLater),
            ["late-tube"] = sessions.Count(s => s.LateTube),
            ["forgotten-scan"] = cycles.Sum(c => c.Halves) + cycles.Count(c => c.UnloadUnscanned),
            ["miscount"] = cycles.Count(c => c.Sealed && c.Counted != c.Tubes.Count),
            ["late-close"] = mischief.ClosedLateMs.Count,
            ["forgotten-close"] = sessions.Count(s => s.ClosedMs is not null && !s.Declared),
            ["seal-false-open"] = cycles.Count(c => c.ReadOpenOnceMs is not null && c.OpenReadings == 1),
            ["tube-in-returned-box"] = cycles.Count(c => c.FoundFullMs is not null),
            ["phone-lost"] = mischief.UnsaidTubes.Count,
            ["surge"] = mischief.Surge.Count,
            ["warm-box"] = cycles.Count(c => c.WarmMs is not null),
            ["logger-silent"] = cycles.Count(c => c.LoggerSilentMs is not null),
            ["breakdown"] = world.BreakDowns.Count,
            ["lab-full"] = mischief.IntakeStopped is null ? 0 : 1,
            ["road-closed"] = mischief.RoadClosed is null ? 0 : 1,
            ["suspension"] = sessions.Count(s => s.Suspended),
            ["beacon-replaced"] = mischief.BeaconReplaced.Count,
        };
        return counts.Where(c => c.Value > 0).ToDictionary();
    }
}
