namespace SpecimenLogistics.Domain;

/// <summary>What a cycle is judged by besides its own evidence: what the box was registered with, and what others say of it.</summary>
/// <param name="Joined">The electronic seal that belongs to the box.</param>
/// <param name="Heard">What each vehicle says of it.</param>
/// <param name="Bounds">Where each centre that sealed it delivers to.</param>
/// <param name="Tubes">Serials that were packed into this box and into others.</param>
public sealed record BoxContext(
    BoxId Box, SealNumber? Joined, IReadOnlyDictionary<Subject, BoxState.Heard> Heard, IReadOnlyDictionary<Subject, SiteId> Bounds, IReadOnlyDictionary<string, TubeSeenSummary> Tubes)
{
    /// <summary>
    /// The laboratory a box is bound for at a moment: as its carrier had accepted it by then, else as its centre delivers;
    /// null when nobody has said.
    /// </summary>
    public SiteId? BoundFor(Party? centre, Party? carrier, Instant at)
    {
        if (carrier is { } by && Heard.TryGetValue(by.Subject, out var told) && told.Summary.Bound?.Where(b => b.Since <= at).MaxBy(b => b.Since) is { } bound)
            return bound.Laboratory;
        return centre is { } from && Bounds.TryGetValue(from.Subject, out var home) ? home : null;
    }

    /// <summary>Every laboratory it was bound for between two moments, the latest first; empty when nobody has said.</summary>
    public IReadOnlyList<SiteId> BoundsWithin(Party? centre, Party? carrier, Instant from, Instant to)
    {
        var changes = carrier is { } by && Heard.TryGetValue(by.Subject, out var told) ? told.Summary.Bound?.Select(b => b.Since).Where(at => from < at && at <= to) : null;
        return [.. (changes ?? []).OrderDescending().Append(from).Select(at => BoundFor(centre, carrier, at)).OfType<SiteId>().Distinct()];
    }

    /// <summary>Until when its carrier heard it on a journey that takes long; null when it says nothing of that.</summary>
    public Instant? HeardUntil(Party? carrier) => carrier is { } by && Heard.TryGetValue(by.Subject, out var told) ? told.Summary.HeardUntil : null;

    public IEnumerable<OpenSeal> Open => Heard.Values.SelectMany(h => h.Summary.Open);

    /// <summary>Of the tubes that other boxes have too: was one of them packed here only after it was packed elsewhere?</summary>
    public (bool Shared, bool Later) TubesShared(CycleEvidence cycle)
    {
        var (shared, later) = (false, false);
        foreach (var (serial, seen) in Tubes)
        {
            // Whether it was taken out of this box the box itself knows best: the index has not heard of its seal.
            var holding = seen.In.Where(s => s.Box == Box || s.Out is null);
            if (!cycle.Packed.Contains(serial) || holding.All(s => s.Box == Box)) continue;
            shared = true;
            later |= holding.OrderBy(s => s.At).ThenBy(s => s.Box.Value, StringComparer.Ordinal).First().Box != Box;
        }
        return (shared, later);
    }
}
