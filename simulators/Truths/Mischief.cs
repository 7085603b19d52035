using SpecimenLogistics.Simulators.Roads;

namespace SpecimenLogistics.Simulators.Truths;

/// <summary>
/// Faults of the world, decided before the day is played. A fraction says where on the drive to the laboratory it happens;
/// a number says which box of a load it is, so that it finds one whatever else has changed.
/// </summary>
internal sealed record Mischief
{
    public static readonly Mischief None = new();

    /// <summary>How often each fault was planned.</summary>
    public IReadOnlyDictionary<string, int> Counts { get; init; } = new Dictionary<string, int>();

    // By trip.
    public IReadOnlyDictionary<string, (double Fraction, long Ms)> HeldUp { get; init; } = new Dictionary<string, (double, long)>();
    public IReadOnlyDictionary<string, (int Number, double Fraction)> Opened { get; init; } = new Dictionary<string, (int, double)>();
    public IReadOnlyDictionary<string, (int Number, double Fraction)> ReadOpenOnce { get; init; } = new Dictionary<string, (int, double)>();
    public IReadOnlyDictionary<string, (int Number, double Fraction)> Lost { get; init; } = new Dictionary<string, (int, double)>();
    public IReadOnlyDictionary<string, int> LeftBehind { get; init; } = new Dictionary<string, int>();
    public IReadOnlyDictionary<string, int> BeaconReplaced { get; init; } = new Dictionary<string, int>();

    /// <summary>The box whose cold packs give out, the box whose logger falls silent, and when.</summary>
    public IReadOnlyDictionary<string, (string Box, long Ms)> Warm { get; init; } = new Dictionary<string, (string, long)>();
    public IReadOnlyDictionary<string, (string Box, long Ms)> LoggerSilent { get; init; } = new Dictionary<string, (string, long)>();

    /// <summary>The driver goes to this laboratory instead.</summary>
    public IReadOnlyDictionary<string, string> WrongLaboratory { get; init; } = new Dictionary<string, string>();

    /// <summary>A box of this trip's load ends up in the other's vehicle, and the other way round.</summary>
    public IReadOnlyDictionary<string, (string Other, int Number)> Swapped { get; init; } = new Dictionary<string, (string, int)>();

    /// <summary>The vehicle stops on its way to the laboratory and is repaired after so long.</summary>
    public IReadOnlyDictionary<string, (double Fraction, long Ms)> BrokenDown { get; init; } = new Dictionary<string, (double, long)>();

    // Of the whole day.

    /// <summary>A laboratory that takes no loads for a time.</summary>
    public IntakeStop? IntakeStopped { get; init; }

    /// <summary>A road that nobody drives on for a time.</summary>
    public RoadClosure? RoadClosed { get; init; }

    /// <summary>Sessions that do not take place, as is said at that moment.</summary>
    public (IReadOnlySet<string> Sessions, long SaidMs)? Suspension { get; init; }

    // By session.
    public IReadOnlySet<string> TubeTwice { get; init; } = new HashSet<string>();
    public IReadOnlyDictionary<string, int> Miscounted { get; init; } = new Dictionary<string, int>();
    public IReadOnlySet<string> LateTube { get; init; } = new HashSet<string>();
    public IReadOnlyDictionary<string, long> ClosedLateMs { get; init; } = new Dictionary<string, long>();
    public IReadOnlySet<string> ClosureForgotten { get; init; } = new HashSet<string>();

    /// <summary>Twice as many people come as would have.</summary>
    public IReadOnlySet<string> Surge { get; init; } = new HashSet<string>();

    /// <summary>So many of its last tubes were scanned on a phone that was lost before it had told them.</summary>
    public IReadOnlyDictionary<string, int> UnsaidTubes { get; init; } = new Dictionary<string, int>();

    /// <summary>Boxes and cycles of them in which one tube is overlooked at the bench.</summary>
    public IReadOnlySet<(string Box, int Cycle)> TubeOverlooked { get; init; } = new HashSet<(string, int)>();

    /// <summary>Of a thousand handovers and unloads, so many miss a scan.</summary>
    public int ForgottenPerMille { get; init; }
}

internal sealed record IntakeStop(string Laboratory, long FromMs, long UntilMs);

internal sealed record RoadClosure(Road Road, long FromMs, long UntilMs)
{
    public bool Holds(Road road, long ms) => FromMs <= ms && ms < UntilMs && (Is(road.From, road.To) || Is(road.To, road.From));

    bool Is(Junction from, Junction to) => (from.Id, to.Id) == (Road.From.Id, Road.To.Id);
}
