using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Contracts;

/// <summary>A box as the system believes it. Times are microseconds since 1970, UTC, in the read model and ISO 8601 in the API.</summary>
/// <param name="Probable">What Bluetooth makes probable where it contradicts the scans; null when nothing does.</param>
public sealed record BoxView(
    BoxId Id, SealNumber? Seal, BeaconId? Beacon, BoxPlace Place, Party? Holder, Instant? Since, bool Half, SealState SealState, int Packed, int Received,
    Party? Centre, ProbablyWith? Probable, IReadOnlyList<Discrepancy> Discrepancies, IReadOnlyList<CycleView> Cycles)
{
    /// <summary>Tubes by what the bench said of them; null before it said anything. The serials are asked for: <c>/boxes/{id}/tubes</c>.</summary>
    public BenchCounts? Bench { get; init; }

    /// <summary>Why it must wait where it is; null when nothing holds it.</summary>
    public HoldReason? Hold { get; init; }

    /// <summary>The laboratory it is bound for, while full.</summary>
    public SiteId? BoundFor { get; init; }

    /// <summary>What is wrong with it, as whoever looked said; null when it is not faulty, or nobody said.</summary>
    public string? Fault { get; init; }

    /// <summary>When the giver alone scanned a handover that nothing confirms yet; null when none is open.</summary>
    public Instant? HalfSince { get; init; }
    /// <summary>Of the current cycle; null when no logger has spoken of it, which is not to say that it was in range.</summary>
    public TemperatureView? Temperature { get; init; }
}

/// <param name="Tubes">SHA-256 over the packed serials, sorted, each followed by a line feed, hex; null when none.</param>
public sealed record CycleView(
    int Cycle, BoxPlace Place, Party? Holder, SealState SealState, int Packed, int Received, string? Tubes, Party? Centre, Instant? SealedAt,
    string? MechanicalSeal, Instant? UnloadedAt, IReadOnlyList<Span> Spans, IReadOnlyList<Discrepancy> Discrepancies)
{
    public BenchCounts? Bench { get; init; }
    public Instant? ReceivedAt { get; init; }

    public TemperatureView? Temperature { get; init; }

    /// <summary>Which laboratory unloaded, received or read it.</summary>
    public Party? Laboratory { get; init; }
}
