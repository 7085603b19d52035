namespace SpecimenLogistics.Simulators.Truths;

/// <summary>What an honest observer of a played world must answer.</summary>
internal static class TruthOf
{
    public static Truth World(World world, World undisturbed)
    {
        var scenario = world.Scenario;
        var sessions = world.Centres.Values.SelectMany(c => c.Sessions).ToList();
        var lines = Canonical.Lines(world);
        return new Truth(
            lines,
            [.. sessions.Where(s => s.ClosedMs is not null).Select(s => Delivery(scenario, s))],
            [.. world.Unloadings.OrderBy(u => u.FromMs).Select(u => new TrueUnload(
                u.Dock, u.Laboratory, u.Vehicle, scenario.At(u.GateMs), scenario.At(u.FromMs), scenario.At(u.ToMs), u.Boxes, u.Unscanned))],
            sessions.Where(s => !s.Suspended && s.SaidWithinTarget == false).Select(s => s.Id).ToHashSet(),
            ReferenceEquals(world, undisturbed) ? new HashSet<string>() : Touched(lines, Canonical.Lines(undisturbed)),
            Played.Of(world),
            world.Boxes.Sum(b => b.Cycles.Sum(c => c.Tubes.Count)), world.Boxes.Sum(b => b.Cycles.Sum(c => c.Read.Count)), world.StockOuts)
        {
            Expected = Expectations.Of(world),
        };
    }

    static TrueDelivery Delivery(Scenario scenario, SessionRun session) => new(
        session.Id, session.Centre.Id, session.Hours.Number, session.Centre.Laboratory, scenario.At(session.ClosedMs!.Value),
        session.UnloadedMs is { } at ? scenario.At(at) : null, scenario.At(session.TargetMs!.Value), [.. session.Boxes.Select(b => b.Box.Id)])
    {
        Declared = session.Declared,
        UnloadScanned = session.Boxes.All(b => !b.Cycle.UnloadUnscanned),
    };

    static HashSet<string> Touched(IEnumerable<string> lines, IEnumerable<string> before)
    {
        var different = lines.ToHashSet();
        different.SymmetricExceptWith(before);
        return [.. different.Where(l => l.StartsWith("box|", StringComparison.Ordinal)).Select(l => l.Split('|')[1])];
    }
}
