using SpecimenLogistics.Protocol;
using SpecimenLogistics.Simulators.Clockwork;
using SpecimenLogistics.Simulators.Draws;

namespace SpecimenLogistics.Simulators.Truths;

/// <summary>One side of a handover: who, on which scanner, for which party.</summary>
internal sealed record Side(string Device, string Party, string Staff);

/// <summary>Box after box, both sides scan, a few seconds apart, sometimes the taker first. The later scan is when the box changes hands.</summary>
internal sealed record Handover(World World, Side Giver, Side Taker, string Place, Between StartS, Between BoxS, Draw Draw)
{
    static readonly Between Apart = new(0.3, 4);

    public IEnumerable<Pause> Of(IReadOnlyList<Box> boxes, Action<Box> handed)
    {
        yield return Pause.Until(World.NowMs + Draw.SecondsIn(StartS));
        foreach (var box in boxes)
        {
            long begins = World.NowMs, given = begins + Draw.SecondsIn(Apart), taken = begins + Draw.SecondsIn(Apart);
            var forgotten = Forgotten(box);
            if (forgotten != Act.Give) Scan(given, Giver, Act.Give, Taker.Party, box);
            if (forgotten != Act.Take) Scan(taken, Taker, Act.Take, Giver.Party, box);
            yield return Pause.Until(Math.Max(given, taken));
            box.Move(Place, Taker.Party);
            if (forgotten is not null) box.Now.Halves++;
            box.Now.Seen(World.NowMs);
            if (forgotten == Act.Take && box.Now is { Sealed: true, UnloadedMs: null }) box.Now.OnlyGiven.Add((given, null));
            handed(box);
            yield return Pause.Until(Math.Max(World.NowMs, begins + Draw.SecondsIn(BoxS)));
        }
    }

    /// <summary>The side that does not scan, if one forgets to.</summary>
    string? Forgotten(Box box)
    {
        if (World.Mischief.ForgottenPerMille == 0) return null;
        var draw = World.Draw("fault", "forgotten-scan", box.Id, $"{box.Now.Number} {Giver.Party} {Taker.Party}");
        return draw.Chance(World.Mischief.ForgottenPerMille / 1000.0) ? draw.Chance(0.5) ? Act.Give : Act.Take : null;
    }

    void Scan(long ms, Side side, string act, string party, Box box) => World.Reports.Scan(ms, side.Device, Reports.Of(act) with
    {
        Box = box.Id,
        Party = party,
        Seal = box.Now.Sealed && box.Now.UnloadedMs is null ? box.Seal : null,
        Staff = side.Staff,
    });
}
