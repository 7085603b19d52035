namespace SpecimenLogistics.Domain;

/// <summary>A centre's kits and clean boxes, and how often it stood there without.</summary>
/// <param name="Kits">Opening and arrivals less the tubes of sealed boxes.</param>
public sealed record Stock(int Kits, int StockOuts)
{
    public static Stock Of(SiteState site)
    {
        if (site.Registration is not { Role: SiteRole.Centre } registration || site.Party is not { } party) return new Stock(Arrived(site), 0);
        var used = site.Packed.Values.SelectMany(k => k.Summary.Cycles).Where(c => c.Centre == party).Sum(c => c.Packed);
        var kits = registration.OpeningKits + Arrived(site) - used;
        var counts = Counts(site, party);
        return new Stock(kits, (kits < 0 ? 1 : 0) + site.Sessions.Count(s => WithoutBoxes(site, counts, s)));
    }

    static int Arrived(SiteState site) => site.Kits.Values.Sum(k => ((KitsArrived)k.Fact).Count);

    /// <summary>At some moment of the session every box at the centre was sealed: nowhere to put the next tube.</summary>
    static bool WithoutBoxes(SiteState site, List<(Instant At, int Open)> counts, PlannedSession session)
    {
        if (site.Closures.GetValueOrDefault(session.Delivery)?.Stamp.OccurredAt is not { } declared) return false;
        // Who closes late does so with all boxes sealed: nobody is waiting for another.
        var closed = declared < session.Closes ? declared : session.Closes;
        for (var n = InOrder.UpTo(counts, c => c.At, session.Opens); n < counts.Count && counts[n].At < closed - TimeSpan.FromMinutes(5); n++)
            if (counts[n].Open <= 0) return true;
        return false;
    }

    /// <summary>How many boxes stood open at the centre after each of them came, was sealed or left, of all days: sessions are looked for in it.</summary>
    static List<(Instant At, int Open)> Counts(SiteState site, Party party)
    {
        var steps = new List<(Instant At, int Change)>();
        foreach (var cycle in site.Packed.Values.SelectMany(k => k.Summary.Cycles))
        {
            var arrived = cycle.Spans.FirstOrDefault(s => s.Holder == party);
            if (arrived is null) continue;
            steps.Add((arrived.Since, 1));
            if (cycle.SealedAt is { } at && cycle.Centre == party) steps.Add((at, -1));
            else if (cycle.Spans.SkipWhile(s => s != arrived).Skip(1).FirstOrDefault() is { } left) steps.Add((left.Since, -1));
        }
        // Arrivals before departures of the same moment: the last box is sealed at the closure itself.
        steps.Sort((a, b) => a.At != b.At ? a.At.CompareTo(b.At) : b.Change.CompareTo(a.Change));
        var open = 0;
        return [.. steps.Select(s => (s.At, open += s.Change))];
    }
}
