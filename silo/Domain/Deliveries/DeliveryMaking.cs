namespace SpecimenLogistics.Domain;

/// <summary>
/// Which boxes make up which delivery: those declared at a session's closure, together with those the centre sealed since
/// the closure before.
/// </summary>
public static class DeliveryMaking
{
    /// <summary>Who comes later than this after a closure is tested in the next session.</summary>
    static readonly TimeSpan LongestAfter = TimeSpan.FromMinutes(45);

    public static IReadOnlyDictionary<DeliveryId, DeliverySummary> Of(SiteState site)
    {
        var sessions = site.Sessions.ToList();
        var cycles = site.Packed.Values
            .SelectMany(k => k.Summary.Cycles.Where(c => c.Centre == site.Party && c.SealedAt is not null).Select(c => (k.Summary.Box, Cycle: c)))
            .OrderBy(c => c.Cycle.SealedAt).ThenBy(c => c.Box.Value, StringComparer.Ordinal).ToList();
        var (taken, byBox) = (new HashSet<(BoxId, int)>(), cycles.ToLookup(c => c.Box, c => c.Cycle));
        var boxes = sessions.ToDictionary(s => s.Delivery, _ => new List<DeliveredBox>());
        foreach (var session in sessions) Declared(site, session, byBox, taken, boxes[session.Delivery]);
        Sealed(site, sessions, cycles, taken, boxes);
        return sessions.ToDictionary(s => s.Delivery, s => Summary(site, s, boxes[s.Delivery]));
    }

    static void Declared(SiteState site, PlannedSession session, ILookup<BoxId, CycleSummary> cycles, HashSet<(BoxId, int)> taken, List<DeliveredBox> boxes)
    {
        if (site.Closures.GetValueOrDefault(session.Delivery) is not { Fact: SessionClosed closed } closure) return;
        foreach (var declared in closed.Boxes)
        {
            // The cycle sealed nearest to this closure: a box may come back and be packed again the same day.
            var cycle = cycles[declared.Box].Where(c => !taken.Contains((declared.Box, c.Cycle))).MinBy(c => (c.SealedAt!.Value - closure.Stamp.OccurredAt).Duration());
            if (cycle is not null) taken.Add((declared.Box, cycle.Cycle));
            boxes.Add(new DeliveredBox(declared.Box, true, declared.Tubes, cycle));
        }
    }

    static void Sealed(
        SiteState site, List<PlannedSession> sessions, List<(BoxId Box, CycleSummary Cycle)> cycles, HashSet<(BoxId, int)> taken,
        Dictionary<DeliveryId, List<DeliveredBox>> boxes)
    {
        foreach (var (box, cycle) in cycles)
        {
            if (taken.Contains((box, cycle.Cycle))) continue;
            var n = 0;
            while (n < sessions.Count && cycle.SealedAt > Until(site, sessions, n, boxes[sessions[n].Delivery])) n++;
            if (n < sessions.Count) boxes[sessions[n].Delivery].Add(new DeliveredBox(box, false, null, cycle));
        }
    }

    /// <summary>
    /// Until when a sealed box still belongs to a session: its closure, or, for one more person after that, until its boxes
    /// are collected. One that nobody declares closed is over when the next one opens.
    /// </summary>
    static Instant Until(SiteState site, List<PlannedSession> sessions, int n, List<DeliveredBox> boxes)
    {
        var next = n + 1 < sessions.Count ? sessions[n + 1].Opens : Instant.Max;
        if (site.Closures.GetValueOrDefault(sessions[n].Delivery)?.Stamp.OccurredAt is not { } closed) return next;
        var latest = closed + LongestAfter < next ? closed + LongestAfter : next;
        var collected = boxes.Min(b => b.Cycle?.CollectedAt);
        return collected is { } at && at < latest ? (at > closed ? at : closed) : latest > closed ? latest : closed;
    }

    static DeliverySummary Summary(SiteState site, PlannedSession session, List<DeliveredBox> boxes)
    {
        var closure = site.Closures.GetValueOrDefault(session.Delivery);
        var registration = site.Registration!;
        return new DeliverySummary(
            site.Id, registration.NameEn, registration.NameZh, registration.Laboratory, session.Opens, session.Closes,
            closure?.Stamp.OccurredAt, closure?.Uncertainty ?? TimeSpan.Zero, registration.TargetMinutes ?? Targets.Minutes,
            [.. boxes.OrderBy(b => b.Box.Value, StringComparer.Ordinal)])
        {
            Suspended = site.IsSuspended(session.Delivery),
        };
    }
}

public static class Targets
{
    /// <summary>From closure to unload, minutes, where a site has no target of its own.</summary>
    public const int Minutes = 90;
}
