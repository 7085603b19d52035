using SpecimenLogistics.Simulators.Programme;

namespace SpecimenLogistics.Simulators.Roads;

/// <summary>A way to drive: straight pieces, each with the milliseconds it takes.</summary>
internal sealed record Route(IReadOnlyList<RoutePiece> Pieces)
{
    public long Ms { get; } = Pieces.Sum(p => p.Ms);

    /// <summary>The same way, everything slower or faster by a factor.</summary>
    public Route Times(double factor) => new([.. Pieces.Select(p => p with { Ms = (long)(p.Ms * factor) })]);
}

internal readonly record struct RoutePiece(Spot From, Spot To, long Ms);
