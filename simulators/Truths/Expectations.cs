namespace SpecimenLogistics.Simulators.Truths;

/// <summary>The incidents that a person who saw everything would expect. A new fault of the world adds a line here.</summary>
internal sealed class Expectations(World world)
{
    const double UnclosedMin = 20, TogetherMin = 20, HalfMin = 15, AtTheDockMin = 30;

    public static IReadOnlyList<ExpectedIncident> Of(World world) => new Expectations(world).All();

    IReadOnlyList<ExpectedIncident> All() =>
    [
        .. Sessions.Where(s => s.ClosedMs is not null).SelectMany(OfDelivery),
        .. world.Boxes.SelectMany(b => b.Cycles.SelectMany(c => OfBox(b.Id, c))),
        .. Lost(),
        .. Loggers(),
        .. world.BreakDowns.Select(b => Expect("breakdown", $"vehicle/{b.Vehicle}", b.SaidMs, b.UntilMs)),
    ];

    IEnumerable<SessionRun> Sessions => world.Centres.Values.SelectMany(c => c.Sessions);

    IEnumerable<ExpectedIncident> OfDelivery(SessionRun session)
    {
        var about = $"delivery/{session.Id}";
        if (session.RanOutMs is { } without) yield return Expect("stock-low", $"site/{session.Centre.Id}", without, session.Hours.ClosesMs);
        if (session.SaidWithinTarget != true)
            yield return Expect("late", about, session.TargetMs!.Value, session.SaidWithinTarget is null ? session.Boxes.Max(b => b.Cycle.ReceivedMs) : null);
        if (!session.Declared || session.ClosedMs > session.Hours.ClosesMs + Minutes(UnclosedMin))
            yield return Expect("not-closed", about, session.Hours.ClosesMs + Minutes(UnclosedMin), session.Declared ? session.ClosedMs : null);
        if (session.FirstCollectedMs is { } first && session.Boxes.Any(b => !(b.Cycle.LeftCentreMs <= first + Minutes(TogetherMin))))
            yield return Expect("left-behind", about, first + Minutes(TogetherMin), session.Boxes.All(b => b.Cycle.LeftCentreMs is not null) ? session.Boxes.Max(b => b.Cycle.LeftCentreMs) : null);
        if (session.Boxes.Min(b => b.Cycle.UnloadedMs) is { } down)
            foreach (var (box, cycle) in session.Boxes.Where(b => b.Cycle.LeftCentreMs <= down && !(b.Cycle.UnloadedMs <= down + Minutes(AtTheDockMin))))
                yield return Expect("unaccounted", $"box/{box.Id}", down + Minutes(AtTheDockMin), cycle.UnloadedMs);
        if (session.Boxes.Where(b => b.Cycle.AtWrongLaboratory).Select(b => b.Cycle.UnloadedMs).Min() is { } wrong)
            yield return Expect("wrong-laboratory", about, wrong) with { AnsweredAt = session.Boxes.Max(b => b.Cycle.ReleasedMs) is { } released ? world.Scenario.At(released) : null };
    }

    IEnumerable<ExpectedIncident> OfBox(string id, BoxCycle cycle)
    {
        var about = $"box/{id}";
        if (cycle is { OpenedMs: { } opened, OpenReadings: > 0 }) yield return Expect("seal-opened", about, opened);
        if (cycle is { ReadOpenOnceMs: { } once, OpenReadings: 1 }) yield return Expect("seal-opened", about, once, cycle.UnloadedMs);
        if (cycle.SharesTubeLater) yield return Expect("tube-in-two-boxes", about, cycle.UnloadedMs ?? world.EndsMs);
        if (cycle.FoundFullMs is { } full) yield return Expect("not-empty", about, full);
        if (Differs(cycle) && cycle.UnloadedMs is { } down) yield return Expect("tubes-differ", about, cycle.EmptiedMs ?? down);
        else if (cycle.Sealed && cycle.Counted != cycle.Said.Count && cycle.UnloadedMs is { } at) yield return Expect("tubes-differ", about, at, cycle.EmptiedMs);
        foreach (var (given, next) in cycle.OnlyGiven) yield return Expect("half-handover", about, given + Minutes(HalfMin), next ?? cycle.LostMs ?? world.EndsMs);
    }

    /// <summary>The bench did not read what was scanned at packing.</summary>
    static bool Differs(BoxCycle cycle) => cycle.Emptied && (cycle.Said.Except(cycle.Read).Any() || cycle.Read.Except(cycle.Said).Any());

    IEnumerable<ExpectedIncident> Lost()
    {
        var loads = world.Vehicles.SelectMany(v => v.Log.Loads).ToLookup(l => l.Cycle);
        foreach (var box in world.Boxes)
            // Alone in its load: nothing arrives without it.
            foreach (var cycle in box.Cycles.Where(c => c.LostMs is not null && !Sessions.Any(s => s.Boxes.Any(b => b.Cycle == c) && s.Boxes.Any(b => b.Cycle.UnloadedMs is not null))))
                yield return Expect("unaccounted", $"box/{box.Id}", loads[cycle].Max(l => l.FromMs) + Minutes(world.Scenario.Numbers.Boxes.LostAfterMin));
    }

    IEnumerable<ExpectedIncident> Loggers()
    {
        var (numbers, loads) = (world.Scenario.Numbers.Boxes, world.Vehicles.SelectMany(v => v.Log.Loads).Where(l => l.Specimens).ToLookup(l => l.Cycle));
        foreach (var box in world.Boxes)
            foreach (var cycle in box.Cycles)
            {
                if (cycle.WarmMs is { } warm) yield return Expect("temperature", $"box/{box.Id}", warm + Minutes(numbers.MostMinutesOutside));
                // The box must be on the road, and its logger quiet for longer than a reading is good for.
                if (cycle.LoggerSilentMs is { } silent)
                    yield return Expect("logger-silent", $"box/{box.Id}", Math.Max(loads[cycle].Min(l => l.FromMs), silent + Minutes(numbers.LoggerGoodForMin)), cycle.UnloadedMs);
            }
    }

    ExpectedIncident Expect(string cause, string about, long fromMs, long? untilMs = null) =>
        new(cause, about, world.Scenario.At(fromMs)) { Until = untilMs is { } until ? world.Scenario.At(until) : null };

    static long Minutes(double minutes) => (long)(minutes * 60_000);
}
