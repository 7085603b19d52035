using SpecimenLogistics.Simulators.Draws;

namespace SpecimenLogistics.Simulators.Truths;

/// <summary>
/// Chooses who is hit by the faults of the world, by looking at the same day without them. Only the day's last wave is hit:
/// what comes after it is the bench, so no other box's life shifts.
/// </summary>
internal sealed class Trouble(World calm)
{
    const long Minute = 60_000;
    readonly HashSet<string> _spared = [];
    readonly Dictionary<string, (double, long)> _heldUp = [];
    readonly Dictionary<(string, string), double> _opened = [], _lost = [];

    public Mischief For(IReadOnlySet<string> faults)
    {
        if (faults.Contains("delay")) HoldUp();
        if (faults.Contains("tamper")) Strike("tamper", _opened);
        if (faults.Contains("lost-box")) Strike("lost-box", _lost);
        return new Mischief(_heldUp, _opened, _lost);
    }

    /// <summary>Long enough that at least one delivery on board misses its target, by some minutes.</summary>
    void HoldUp()
    {
        var draw = calm.Draw("fault", "delay");
        foreach (var leg in Choose(draw, "delay", _ => true))
        {
            var margin = Sessions(leg).Min(s => s.TargetMs!.Value - s.UnloadedMs!.Value);
            _heldUp[leg.Trip.Id] = (0.2 + 0.6 * draw.Unit(), margin + (4 + draw.Below(12)) * Minute);
        }
    }

    /// <summary>One box of a delivery of several, early enough on the road that its silence or its seal is noticed.</summary>
    void Strike(string fault, Dictionary<(string, string), double> struck)
    {
        var draw = calm.Draw("fault", fault);
        foreach (var leg in Choose(draw, fault, l => l.Boxes.Count > 1 && l.ArriveMs - l.DepartMs >= 7 * Minute))
            struck[(leg.Trip.Id, leg.Boxes[draw.Below(leg.Boxes.Count)].Id)] = 0.1 + 0.3 * draw.Unit();
    }

    IEnumerable<LaboratoryLeg> Choose(Draw draw, string fault, Func<LaboratoryLeg, bool> fit)
    {
        var legs = calm.Legs.Where(l => IsLast(l) && fit(l)).OrderBy(l => l.Trip.Id, StringComparer.Ordinal).ToList();
        for (var left = calm.Scenario.Numbers.Faults[fault]; left > 0 && legs.Count > 0;)
        {
            var leg = legs[draw.Below(legs.Count)];
            legs.Remove(leg);
            if (!_spared.Add(leg.Trip.Id)) continue;
            left--;
            yield return leg;
        }
    }

    bool IsLast(LaboratoryLeg leg) =>
        Sessions(leg).All(s => !s.Centre.ByFerry && s.Hours.ClosesMs == calm.Scenario.Centres.Max(c => c.Sessions[^1].ClosesMs));

    IEnumerable<SessionRun> Sessions(LaboratoryLeg leg) =>
        leg.Trip.At("collect").Select(s => calm.Centres[s.Site].Session(s.Session!.Value));
}
