using SpecimenLogistics.Simulators.Programme;

namespace SpecimenLogistics.Simulators.Roads;

/// <summary>A way to drive: straight pieces, each with the milliseconds it takes.</summary>
internal sealed record Route(IReadOnlyList<RoutePiece> Pieces)
{
    public long Ms { get; } = Pieces.Sum(p => p.Ms);

    /// <summary>The same way, everything slower or faster by a factor.</summary>
    public Route Times(double factor) => new([.. Pieces.Select(p => p with { Ms = (long)(p.Ms * factor) })]);

    /// <summary>The way until a share of its time is over, and the rest of it.</summary>
    public (Route Before, Route After) Cut(double share) => CutAt((long)(Ms * share));

    /// <summary>The way until so many milliseconds are over, and the rest of it.</summary>
    public (Route Before, Route After) CutAt(long left)
    {
        var at = 0;
        while (at < Pieces.Count - 1 && left >= Pieces[at].Ms) left -= Pieces[at++].Ms;
        var (first, second) = Pieces[at].Cut(Math.Min(left, Pieces[at].Ms));
        return (new Route([.. Pieces.Take(at), first]), new Route([second, .. Pieces.Skip(at + 1)]));
    }
}

internal readonly record struct RoutePiece(Spot From, Spot To, long Ms)
{
    public (RoutePiece, RoutePiece) Cut(long ms)
    {
        var share = Ms == 0 ? 0 : (double)ms / Ms;
        var middle = new Spot(From.LatDeg + share * (To.LatDeg - From.LatDeg), From.LonDeg + share * (To.LonDeg - From.LonDeg));
        return (new RoutePiece(From, middle, ms), new RoutePiece(middle, To, Ms - ms));
    }
}
