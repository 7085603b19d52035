using SpecimenLogistics.Simulators.Programme;
using SpecimenLogistics.Simulators.Roads;

namespace SpecimenLogistics.Simulators.Truths;

/// <summary>A stretch of a vehicle's day: standing at a spot, or on the way.</summary>
internal abstract record Stretch(long FromMs, long ToMs);
internal sealed record Standing(long FromMs, long ToMs, Spot Spot) : Stretch(FromMs, ToMs);
internal sealed record Driving(long FromMs, long ToMs, IReadOnlyList<RoutePiece> Pieces) : Stretch(FromMs, ToMs);

/// <summary>A box on a vehicle; <paramref name="Specimens"/> when it is a sealed one on its way to the laboratory.</summary>
internal sealed record Aboard(Box Box, BoxCycle Cycle, bool Specimens, long FromMs)
{
    public long ToMs { get; set; } = long.MaxValue;
}

/// <summary>What is aboard at moments that are asked for one after the other, never backwards.</summary>
internal sealed class Hold(IReadOnlyList<Aboard> loads)
{
    readonly List<Aboard> _aboard = [];
    int _next;

    /// <summary>In the order in which it was loaded.</summary>
    public IReadOnlyList<Aboard> At(long ms)
    {
        while (_next < loads.Count && loads[_next].FromMs <= ms) _aboard.Add(loads[_next++]);
        _aboard.RemoveAll(a => a.ToMs <= ms);
        return _aboard;
    }
}

/// <summary>What a vehicle did all day, without gaps: telematics are made from it.</summary>
internal sealed class VehicleLog(long startsMs, Spot start)
{
    readonly List<Stretch> _stretches = [];
    Spot _here = start;
    long _since = startsMs;

    public IReadOnlyList<Stretch> Stretches => _stretches;
    public List<Aboard> Loads { get; } = [];

    public void Drove(long fromMs, IReadOnlyList<RoutePiece> pieces, Spot to)
    {
        Stood(fromMs);
        var arrives = fromMs + pieces.Sum(p => p.Ms);
        _stretches.Add(new Driving(fromMs, arrives, pieces));
        (_here, _since) = (to, arrives);
    }

    /// <summary>Closes the stay that lasted until a moment. Who comes home and is wanted elsewhere already leaves at once, and was there all the same.</summary>
    public void Stood(long untilMs)
    {
        if (untilMs >= _since) _stretches.Add(new Standing(_since, untilMs, _here));
        _since = untilMs;
    }

    /// <summary>The drive was broken off at a moment; says where the vehicle stands then. What was foreseen after it is forgotten.</summary>
    public Spot Cut(long ms)
    {
        while (_stretches.Count > 0 && _stretches[^1].FromMs >= ms) _stretches.RemoveAt(_stretches.Count - 1);
        switch (_stretches[^1])
        {
            case Driving driving when driving.ToMs > ms:
                var (before, after) = new Route(driving.Pieces).CutAt(ms - driving.FromMs);
                _stretches[^1] = new Driving(driving.FromMs, ms, before.Pieces);
                (_here, _since) = (after.Pieces[0].From, ms);
                break;
            case Standing standing:
                _stretches.RemoveAt(_stretches.Count - 1);
                (_here, _since) = (standing.Spot, standing.FromMs);
                break;
            default: throw new InvalidOperationException("Nothing was under way that could be broken off.");
        }
        return _here;
    }

    public void Load(Box box, long ms) => Loads.Add(new Aboard(box, box.Now, box.Now.Sealed && box.Now.UnloadedMs is null, ms));

    public void Unload(Box box, long ms) => Loads.Last(a => a.Box == box).ToMs = ms;
}
