namespace SpecimenLogistics.Simulators.Truths;

/// <summary>The incidents that a person who saw everything would expect. A new fault of the world adds a line here.</summary>
internal static class Expectations
{
    public static IReadOnlyList<ExpectedIncident> Of(World world)
    {
        var scenario = world.Scenario;
        var sessions = world.Centres.Values.SelectMany(c => c.Sessions).Where(s => s.ClosedMs is not null && !s.WithinTarget);
        var cycles = world.Boxes.SelectMany(b => b.Cycles.Select(c => (b.Id, Cycle: c))).ToList();
        var loads = world.Vehicles.SelectMany(v => v.Log.Loads).ToLookup(l => l.Cycle);
        return
        [
            .. sessions.Select(s => new ExpectedIncident("late", $"delivery/{s.Id}", scenario.At(s.TargetMs!.Value))),
            .. cycles.Where(c => c.Cycle is { OpenedMs: not null, OpenReadings: > 1 }).Select(c => new ExpectedIncident("seal-opened", $"box/{c.Id}", scenario.At(c.Cycle.OpenedMs!.Value))),
            .. cycles.Where(c => c.Cycle.LostMs is not null).Select(c => new ExpectedIncident(
                "unaccounted", $"box/{c.Id}", scenario.At(loads[c.Cycle].Max(l => l.FromMs)).AddMinutes(scenario.Numbers.Boxes.LostAfterMin))),
        ];
    }
}
