namespace SpecimenLogistics.Domain;

/// <summary>A cycle that is long over, of which only what it came to is kept.</summary>
/// <param name="Causes">Incidents it gave rise to, which stand until a later cycle does the same.</param>
public sealed record PastCycle(CycleResult Result, IReadOnlyList<CauseSummary> Causes)
{
    /// <summary>Not on the road, nor sealed with nobody knowing what came of it: then what a vehicle hears today says nothing of it any more.</summary>
    public static bool IsOver(BoxCycle cycle) => cycle.Place is not (BoxPlace.WithCarrier or BoxPlace.Unaccounted)
        && cycle.Evidence is { Sealed: null } or { Unloaded: not null } or { Received: not null } or { Emptied: not null };

    /// <summary>Could a new word of a vehicle change what a cycle that ended before a moment came to? What it says of later times cannot.</summary>
    public static bool IsTouched(SightingSummary? known, SightingSummary said, Instant end) =>
        !Open(known, end).SequenceEqual(Open(said, end)) || !Bound(known, end).SequenceEqual(Bound(said, end));

    static IEnumerable<(Instant, int)> Open(SightingSummary? said, Instant end) => (said?.Open ?? []).Where(o => o.First <= end).Select(o => (o.First, o.Count));

    static IEnumerable<Bound> Bound(SightingSummary? said, Instant end) => (said?.Bound ?? []).Where(b => b.Since <= end);
}
