using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Browser.Fakes;

/// <summary>The wave of the control room's mock: 3 + 6 + 55 + 15 + 11 + 58 = 148.</summary>
static class Phases
{
    static readonly (Phase Phase, int Count)[] Parts =
        [(Phase.NotClosed, 3), (Phase.Awaiting, 6), (Phase.OnRoad, 55), (Phase.AtGate, 15), (Phase.AtDock, 11), (Phase.Unloaded, 58)];

    /// <summary>Spread over the districts: every centre's turn comes by a step that visits all of them.</summary>
    public static Phase Of(int centre)
    {
        var turn = centre * 35 % 148;
        foreach (var (phase, count) in Parts)
        {
            if (turn < count) return phase;
            turn -= count;
        }
        return Phase.Unloaded;
    }
}
