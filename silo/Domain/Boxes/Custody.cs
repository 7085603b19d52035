namespace SpecimenLogistics.Domain;

/// <summary>Where a box is and who has it, as one cycle's evidence has it: the furthest stage anybody scanned.</summary>
public static class Custody
{
    /// <summary>A box with tubes on the road for longer than this is unaccounted for: longer than any journey, ferry and offline time included.</summary>
    public static readonly TimeSpan LongestOnRoad = TimeSpan.FromHours(2);

    public static BoxPlace PlaceOf(CycleEvidence cycle)
    {
        var place = ScannedPlace(cycle);
        return place == BoxPlace.WithCarrier && !cycle.Packed.IsEmpty && IsOverdue(cycle) ? BoxPlace.Unaccounted : place;
    }

    /// <summary>When the box becomes unaccounted for unless somebody scans it; null where nothing runs.</summary>
    public static Instant? OverdueAt(CycleEvidence cycle) =>
        ScannedPlace(cycle) == BoxPlace.WithCarrier && !cycle.Packed.IsEmpty ? SpansOf(cycle)[^1].Since + LongestOnRoad : null;

    static bool IsOverdue(CycleEvidence cycle) => OverdueAt(cycle) is { } due && cycle.Overdue.Any(passed => passed >= due);

    static BoxPlace ScannedPlace(CycleEvidence cycle)
    {
        if (cycle.LookedInto?.Fact is BoxLookedInto { Finding: Finding.Faulty }) return BoxPlace.WarehouseFaulty;
        if (cycle.Disinfected is not null) return BoxPlace.WarehouseClean;
        if (cycle.LookedInto?.Fact is BoxLookedInto looked) return looked.Finding == Finding.Empty ? BoxPlace.WarehouseDisinfecting : BoxPlace.Held;
        if (cycle.Returned is not null) return BoxPlace.WarehouseDirty;
        if (Has(cycle, leg => leg.From.Kind == PartyKind.Laboratory)) return BoxPlace.Returning;
        if (cycle.Emptied is not null) return BoxPlace.Emptied;
        if (cycle.Received?.Fact is BoxReceived received) return received.Condition == Condition.Intact ? BoxPlace.Received : BoxPlace.Held;
        if (cycle.Unloaded is not null) return BoxPlace.AtDock;
        if (Has(cycle, leg => leg.From.Kind == PartyKind.Centre)) return BoxPlace.WithCarrier;
        if (cycle.Sealed is { } closed && (cycle.Reopened is null || Pick.Compare(closed, cycle.Reopened) > 0)) return BoxPlace.CentreSealed;
        if (!cycle.Packed.IsEmpty || cycle.Sealed is not null) return BoxPlace.CentrePacking;
        if (Has(cycle, leg => leg.To.Kind == PartyKind.Centre)) return BoxPlace.CentreEmpty;
        if (Has(cycle, leg => leg.To.IsCarrier)) return BoxPlace.WithCarrier;
        return cycle.Opening.Kind switch
        {
            PartyKind.Centre => BoxPlace.CentreEmpty,
            PartyKind.Laboratory => BoxPlace.Emptied,
            PartyKind.Warehouse => BoxPlace.WarehouseClean,
            _ => BoxPlace.WithCarrier,
        };
    }

    static bool Has(CycleEvidence cycle, Func<Passage, bool> leg)
    {
        foreach (var passage in cycle.Legs.Keys)
            if (leg(passage)) return true;
        return false;
    }

    /// <summary>Who held the box from when, in order; never empty.</summary>
    public static IReadOnlyList<Span> SpansOf(CycleEvidence cycle)
    {
        var taken = new List<Span>(cycle.Legs.Count + 2);
        foreach (var leg in cycle.Legs.Values) taken.Add(new Span(leg.Passage.To, leg.At, leg.IsHalf));
        if (cycle.Unloaded is { Fact: BoxUnloaded unloaded } atDock) taken.Add(new Span(unloaded.Laboratory, atDock.Stamp.OccurredAt, false));
        else if (cycle.Received is { Fact: BoxReceived received } atDoor) taken.Add(new Span(received.Laboratory, atDoor.Stamp.OccurredAt, false));
        if (cycle.Returned is { Fact: BoxReturned returned } back) taken.Add(new Span(returned.Warehouse, back.Stamp.OccurredAt, false));
        taken.Sort((a, b) => a.Since != b.Since ? a.Since.CompareTo(b.Since) : string.CompareOrdinal(a.Holder.Value, b.Holder.Value));

        var spans = new List<Span>(taken.Count + 1) { new(cycle.Opening, cycle.Begun ?? Instant.Min, false) };
        foreach (var span in taken)
            if (spans[^1].Holder != span.Holder) spans.Add(span);
        return spans;
    }
}
