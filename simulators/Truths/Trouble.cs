using SpecimenLogistics.Simulators.Draws;
using SpecimenLogistics.Simulators.Programme;
using SpecimenLogistics.Simulators.Roads;

namespace SpecimenLogistics.Simulators.Truths;

/// <summary>
/// Chooses who is hit by the faults of the world, by looking at the same day without them. Of the loads only those of the
/// day's last wave are hit: what comes after it is the bench, so few other lives shift.
/// </summary>
internal sealed class Trouble
{
    const long Minute = 60_000;

    /// <summary>Loads that left within this are taken to have stood side by side.</summary>
    const long SideBySide = 8 * Minute;

    readonly World _calm;
    readonly List<LaboratoryLeg> _last;
    readonly HashSet<string> _sparedTrips = [], _sparedSessions = [];

    public Trouble(World calm)
    {
        _calm = calm;
        _last = [.. calm.Legs.Where(IsLast).OrderBy(l => l.Trip.Id, StringComparer.Ordinal)];
    }

    public Mischief For(IReadOnlySet<string> faults)
    {
        var mischief = Mischief.None;
        foreach (var (name, add) in s_all)
            if (faults.Contains(name)) mischief = add(this, mischief, _calm.Draw("fault", name));
        return mischief;
    }

    public static IEnumerable<string> Names => s_all.Select(f => f.Name);

    // In this order, whatever else is asked for: a fault more must not move those before it.
    static readonly IReadOnlyList<(string Name, Func<Trouble, Mischief, Draw, Mischief> Add)> s_all =
    [
        ("delay", (t, m, d) => t.HoldUp(m, d)), ("tamper", (t, m, d) => m with { Opened = t.OnRoad("tamper", d) }), ("lost-box", (t, m, d) => m with { Lost = t.OnRoad("lost-box", d) }),
        ("wrong-lab", (t, m, d) => t.WrongLaboratory(m, d)), ("swap", (t, m, d) => t.Swap(m, d)), ("box-left-behind", (t, m, d) => m with { LeftBehind = t.AtDoor("box-left-behind", d) }),
        ("seal-false-open", (t, m, d) => m with { ReadOpenOnce = t.OnRoad("seal-false-open", d) }),
        ("beacon-replaced", (t, m, d) => m with { BeaconReplaced = t.AtDoor("beacon-replaced", d) }),
        ("double-tube", (t, m, d) => m with { TubeTwice = t.Sessions("double-tube", d, s => s.Boxes.Count > 1).ToHashSet() }),
        ("late-tube", (t, m, d) => m with { LateTube = t.Sessions("late-tube", d, _ => true).ToHashSet() }),
        ("miscount", (t, m, d) => m with { Miscounted = t.Sessions("miscount", d, _ => true).ToDictionary(s => s, _ => d.Chance(0.5) ? 1 : -1) }),
        ("late-close", (t, m, d) => m with { ClosedLateMs = t.Sessions("late-close", d, _ => true).ToDictionary(s => s, _ => (13 + d.Below(12)) * Minute) }),
        ("forgotten-close", (t, m, d) => m with { ClosureForgotten = t.Sessions("forgotten-close", d, _ => true).ToHashSet() }),
        ("phone-lost", (t, m, d) => m with { UnsaidTubes = t.Sessions("phone-lost", d, _ => true).ToDictionary(s => s, _ => 8 + d.Below(12)) }),
        ("tube-in-returned-box", (t, m, d) => m with { TubeOverlooked = t.Returned(d) }),
        ("warm-box", (t, m, d) => m with { Warm = t.Warm(d) }), ("logger-silent", (t, m, d) => m with { LoggerSilent = t.Silent(d) }),
        ("forgotten-scan", (t, m, _) => m with { ForgottenPerMille = t.Number("forgotten-scan") }),
        ("surge", (t, m, d) => m with { Surge = t.Sessions("surge", d, s => s.Boxes.Count > 0).ToHashSet() }),
        ("breakdown", (t, m, d) => m with { BrokenDown = t.BreakDowns(d) }), ("lab-full", (t, m, d) => m with { IntakeStopped = t.Full(d) }),
        ("road-closed", (t, m, _) => m with { RoadClosed = t.Closed() }), ("suspension", (t, m, d) => m with { Suspension = t.Suspended(d) }),
    ];

    int Number(string fault) => _calm.Scenario.Numbers.Faults[fault];

    /// <summary>Long enough that at least one delivery on board misses its target, by some minutes.</summary>
    Mischief HoldUp(Mischief mischief, Draw draw)
    {
        var heldUp = new Dictionary<string, (double, long)>();
        foreach (var leg in Choose(draw, "delay", _ => true))
        {
            var margin = SessionsOf(leg).Min(s => s.TargetMs!.Value - s.UnloadedMs!.Value);
            heldUp[leg.Trip.Id] = (0.2 + 0.6 * draw.Unit(), margin + (4 + draw.Below(12)) * Minute);
        }
        return mischief with { HeldUp = heldUp };
    }

    /// <summary>One box of a delivery of several, early enough on the road that its silence or its seal is noticed.</summary>
    Dictionary<string, (int, double)> OnRoad(string fault, Draw draw) =>
        Choose(draw, fault, l => l.Boxes.Count > 1 && l.ArriveMs - l.DepartMs >= 7 * Minute).ToDictionary(l => l.Trip.Id, l => (draw.Below(l.Boxes.Count), 0.1 + 0.3 * draw.Unit()));

    Dictionary<string, int> AtDoor(string fault, Draw draw) =>
        Choose(draw, fault, l => SessionsOf(l).Last().Boxes.Count > 1).ToDictionary(l => l.Trip.Id, l => draw.Below(SessionsOf(l).Last().Boxes.Count));

    Mischief WrongLaboratory(Mischief mischief, Draw draw)
    {
        var others = _calm.Scenario.Hubs.Where(h => h.IsLaboratory).Select(h => h.Id).Order(StringComparer.Ordinal).ToList();
        return mischief with
        {
            WrongLaboratory = Choose(draw, "wrong-lab", _ => others.Count > 1).ToDictionary(l => l.Trip.Id, l =>
            {
                var wrong = others.Where(o => o != SessionsOf(l).First().Centre.Laboratory).ToList();
                return wrong[draw.Below(wrong.Count)];
            }),
        };
    }

    /// <summary>Two loads that left at about the same time, of centres as near to each other as there are, for different laboratories where possible.</summary>
    Mischief Swap(Mischief mischief, Draw draw)
    {
        var swapped = new Dictionary<string, (string, int)>();
        for (var left = Number("swap"); left > 0; left--)
        {
            var pairs = from one in _last
                        from other in _last
                        where string.CompareOrdinal(one.Trip.Id, other.Trip.Id) < 0 && !_sparedTrips.Contains(one.Trip.Id) && !_sparedTrips.Contains(other.Trip.Id)
                            && Math.Abs(one.DepartMs - other.DepartMs) < SideBySide && one.ArriveMs > other.DepartMs + Minute && other.ArriveMs > one.DepartMs + Minute
                        orderby SessionsOf(one).First().Centre.Laboratory == SessionsOf(other).First().Centre.Laboratory,
                            Ground.Metres(SessionsOf(one).Last().Centre.Spot, SessionsOf(other).Last().Centre.Spot)
                        select (One: one.Trip.Id, Other: other.Trip.Id);
            if (pairs.FirstOrDefault() is not { One: not null } pair) break;
            _sparedTrips.UnionWith([pair.One, pair.Other]);
            swapped[pair.One] = (pair.Other, draw.Below(100));
            swapped[pair.Other] = (pair.One, draw.Below(100));
        }
        return mischief with { Swapped = swapped };
    }

    /// <summary>Boxes that come back to the warehouse today and are not issued again: what is wrong with them moves no other.</summary>
    HashSet<(string, int)> Returned(Draw draw)
    {
        var candidates = _calm.Boxes.Where(b => b.Now.Emptied && b.Now.Place == Place.WarehouseClean).Select(b => (b.Id, b.Now.Number)).ToList();
        return [.. Some(draw, candidates, Number("tube-in-returned-box"))];
    }

    IEnumerable<string> Sessions(string fault, Draw draw, Func<SessionRun, bool> fit)
    {
        var sessions = _last.SelectMany(SessionsOf).Where(s => fit(s) && !_sparedSessions.Contains(s.Id)).Select(s => s.Id).Distinct().Order(StringComparer.Ordinal).ToList();
        var chosen = Some(draw, sessions, Number(fault));
        _sparedSessions.UnionWith(chosen);
        return chosen;
    }

    /// <summary>Warm for so long before the laboratory that its minutes outside are too many, whenever its logger happens to speak.</summary>
    Dictionary<string, (string, long)> Warm(Draw draw)
    {
        var numbers = _calm.Scenario.Numbers.Boxes;
        var (most, spread) = (numbers.MostMinutesOutside * Minute + 2 * numbers.LoggerS * 1000L, numbers.MostMinutesOutside / 4);
        return SealedEarly("warm-box", draw, most + (spread + 2) * Minute, (_, leg) => leg.ArriveMs - most - draw.Below(spread) * Minute);
    }

    /// <summary>Soon after the sealing, and long enough before the laboratory that nobody takes it for a message under way.</summary>
    Dictionary<string, (string, long)> Silent(Draw draw)
    {
        var numbers = _calm.Scenario.Numbers.Boxes;
        return SealedEarly("logger-silent", draw, numbers.QuietBeforeMin * Minute, (box, _) => box.SealedMs!.Value + (1 + draw.Below(numbers.LoggerGoodForMin / 2)) * Minute);
    }

    /// <summary>One box of a load that was sealed so long before it came to the laboratory that what befalls its inside can be told.</summary>
    Dictionary<string, (string, long)> SealedEarly(string fault, Draw draw, long soonest, Func<BoxCycle, LaboratoryLeg, long> when)
    {
        List<(Box Box, BoxCycle Cycle)> Fit(LaboratoryLeg leg) => [.. SessionsOf(leg).SelectMany(s => s.Boxes).Where(b => leg.Boxes.Contains(b.Box) && leg.ArriveMs - b.Cycle.SealedMs >= soonest)];
        return Choose(draw, fault, l => Fit(l).Count > 0).ToDictionary(l => l.Trip.Id, l =>
        {
            var fit = Fit(l);
            var chosen = fit[draw.Below(fit.Count)];
            return (chosen.Box.Id, when(chosen.Cycle, l));
        });
    }

    List<LaboratoryLeg> Choose(Draw draw, string fault, Func<LaboratoryLeg, bool> fit)
    {
        var chosen = Some(draw, [.. _last.Where(l => fit(l) && !_sparedTrips.Contains(l.Trip.Id))], Number(fault));
        _sparedTrips.UnionWith(chosen.Select(l => l.Trip.Id));
        return chosen;
    }

    Dictionary<string, (double, long)> BreakDowns(Draw draw) =>
        Choose(draw, "breakdown", l => l.ArriveMs - l.DepartMs >= 8 * Minute).ToDictionary(l => l.Trip.Id, _ => (0.2 + 0.4 * draw.Unit(), (100 + draw.Below(50)) * Minute));

    /// <summary>The laboratory with the most loads of the last wave takes none for an hour, from when a quarter of them is there.</summary>
    IntakeStop? Full(Draw draw)
    {
        if (_last.Count == 0) return null;
        var busiest = _last.GroupBy(l => l.Trip.At("unload").Single().Site).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).First();
        var arrivals = busiest.Select(l => l.ArriveMs).Order().ToList();
        var from = arrivals[arrivals.Count / 4] - draw.Below(3) * Minute;
        return new IntakeStop(busiest.Key, from, from + 60 * Minute);
    }

    /// <summary>The harbour tunnel that most of the last wave's loads go through, from before the closures on.</summary>
    RoadClosure? Closed()
    {
        var (from, until) = (LastClosure - 10 * Minute, LastClosure + 180 * Minute);
        var pieces = _calm.Vehicles.SelectMany(v => v.Log.Stretches.OfType<Driving>()).Where(d => d.ToMs > from && d.FromMs < until).SelectMany(d => d.Pieces).ToList();
        return _calm.Scenario.Roads.HarbourTunnels
            .Select(r => (Road: r, Used: pieces.Count(p => (p.From, p.To) == (r.From.Spot, r.To.Spot) || (p.To, p.From) == (r.From.Spot, r.To.Spot))))
            .Where(r => r.Used > 0).OrderByDescending(r => r.Used).ThenBy(r => r.Road.Name, StringComparer.Ordinal).Select(r => new RoadClosure(r.Road, from, until)).FirstOrDefault();
    }

    /// <summary>Said an hour before the first of them opens; of trips that nothing else befalls.</summary>
    (IReadOnlySet<string>, long)? Suspended(Draw draw)
    {
        var spared = _last.Where(l => !_sparedTrips.Contains(l.Trip.Id)).SelectMany(SessionsOf).ToDictionary(s => s.Id);
        var sessions = Sessions("suspension", draw, s => spared.ContainsKey(s.Id)).ToHashSet();
        return sessions.Count == 0 ? null : (sessions, sessions.Min(s => spared[s].Hours.OpensMs) - 60 * Minute);
    }

    static List<T> Some<T>(Draw draw, List<T> of, int number)
    {
        var chosen = new List<T>();
        for (; number > 0 && of.Count > 0; number--)
        {
            var at = draw.Below(of.Count);
            chosen.Add(of[at]);
            of.RemoveAt(at);
        }
        return chosen;
    }

    bool IsLast(LaboratoryLeg leg) =>
        SessionsOf(leg).All(s => !s.Centre.ByFerry && s.Hours.ClosesMs == LastClosure);

    long LastClosure => _calm.Scenario.Centres.Max(c => c.Sessions[^1].ClosesMs);

    IEnumerable<SessionRun> SessionsOf(LaboratoryLeg leg) =>
        leg.Trip.At("collect").Select(s => _calm.Centres[s.Site].Session(s.Session!.Value, leg.Trip.Day));
}
