namespace SpecimenLogistics.Domain;

/// <summary>Where a box is and who has it, as one cycle's evidence has it: the furthest stage anybody scanned.</summary>
public static class Custody
{
    /// <summary>A box with tubes on the road for longer than this is unaccounted for: longer than any journey, ferry and offline time included.</summary>
    public static readonly TimeSpan LongestOnRoad = TimeSpan.FromHours(2);

    /// <summary>A giver alone has scanned, and for this long no receiver has, nor anybody further on: one asks.</summary>
    public static readonly TimeSpan LongestHalf = TimeSpan.FromMinutes(15);

    /// <summary>Heard by its carrier, it is not lost; after so long without that it is asked about, however long the journey was.</summary>
    public static readonly TimeSpan LongestUnheard = TimeSpan.FromHours(1);

    /// <summary>A box that nobody scanned at the dock was there at most so long before it was received at the door.</summary>
    public static readonly TimeSpan ToTheDoor = TimeSpan.FromMinutes(10);

    /// <param name="hold">What holds it, if anything does.</param>
    public static BoxPlace PlaceOf(CycleEvidence cycle, HoldReason? hold)
    {
        if (Corrected(cycle) is { } corrected) return corrected;
        if (cycle.WrittenOff is { } given && given.Stamp.OccurredAt >= SpansOf(cycle)[^1].Since) return BoxPlace.WrittenOff;
        var place = ScannedPlace(cycle, hold);
        return place == BoxPlace.WithCarrier && IsFull(cycle) && IsOverdue(cycle) ? BoxPlace.Unaccounted : place;
    }

    /// <summary>When the box becomes unaccounted for unless somebody scans it; null where nothing runs.</summary>
    public static Instant? OverdueAt(CycleEvidence cycle) =>
        cycle.WrittenOff is null && ScannedPlace(cycle, null) == BoxPlace.WithCarrier && IsFull(cycle) ? Later(SpansOf(cycle)[^1].Since + LongestOnRoad, cycle.HeardUntil + LongestUnheard) : null;

    static Instant Later(Instant one, Instant? other) => other is { } at && at > one ? at : one;

    // Sealed is enough: the scans of its tubes may be lost with a phone.
    static bool IsFull(CycleEvidence cycle) => !cycle.Packed.IsEmpty || cycle.Sealed is not null;

    static bool IsOverdue(CycleEvidence cycle) => OverdueAt(cycle) is { } due && cycle.Overdue.Any(passed => passed >= due);

    /// <summary>
    /// The handover of a full box that only the giver has scanned and that nothing later confirms: nobody knows that the receiver has the
    /// box. null when there is none.
    /// </summary>
    public static Leg? OpenHalf(CycleEvidence cycle)
    {
        if (cycle.Sealed is null || cycle.Unloaded is not null || cycle.Received is not null || cycle.Emptied is not null) return null;
        Leg? last = null;
        foreach (var leg in cycle.Legs.Values)
            if (last is null || leg.At > last.At || (leg.At == last.At && string.CompareOrdinal(leg.Passage.To.Value, last.Passage.To.Value) > 0)) last = leg;
        return last is { Taken: null, Passage: { To.IsCarrier: true, From.Kind: not PartyKind.Warehouse } } ? last : null;
    }

    /// <summary>When an open half has stood too long; null where none is open.</summary>
    public static Instant? HalfDueAt(CycleEvidence cycle) => OpenHalf(cycle) is { } half ? half.At + LongestHalf : null;

    static BoxPlace ScannedPlace(CycleEvidence cycle, HoldReason? hold)
    {
        if (cycle.LookedInto?.Fact is BoxLookedInto { Finding: Finding.Faulty }) return BoxPlace.WarehouseFaulty;
        if (cycle.Disinfected is not null) return BoxPlace.WarehouseClean;
        if (cycle.LookedInto?.Fact is BoxLookedInto looked) return looked.Finding == Finding.Empty ? BoxPlace.WarehouseDisinfecting : BoxPlace.Held;
        if (cycle.Returned is not null) return BoxPlace.WarehouseDirty;
        if (cycle.Emptied is not null && Has(cycle, leg => leg.From.Kind == PartyKind.Laboratory)) return BoxPlace.Returning;
        if (cycle.Emptied is not null) return BoxPlace.Emptied;
        if (IsGoingOn(cycle)) return BoxPlace.WithCarrier;
        if (hold is not null) return BoxPlace.Held;
        if (cycle.Received is not null) return BoxPlace.Received;
        if (cycle.Unloaded is not null) return BoxPlace.AtDock;
        if (Has(cycle, leg => leg.From.Kind == PartyKind.Centre)) return BoxPlace.WithCarrier;
        if (cycle.Closing is not null) return BoxPlace.CentreSealed;
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

    /// <summary>Where two people say it is, until somebody scans it again.</summary>
    static BoxPlace? Corrected(CycleEvidence cycle)
    {
        if (cycle.Corrected is not { Fact: CustodyCorrected corrected } said || LastScan(cycle) > said.Stamp.OccurredAt) return null;
        return corrected.Holder.Kind switch
        {
            PartyKind.Centre => cycle.Sealed is not null ? BoxPlace.CentreSealed : cycle.Packed.IsEmpty ? BoxPlace.CentreEmpty : BoxPlace.CentrePacking,
            PartyKind.Laboratory => cycle.Emptied is not null ? BoxPlace.Emptied : cycle.Received is not null ? BoxPlace.Received : BoxPlace.AtDock,
            PartyKind.Warehouse => cycle.Sealed is null && cycle.Packed.IsEmpty ? BoxPlace.WarehouseClean : BoxPlace.WarehouseDirty,
            _ => cycle.Emptied is not null ? BoxPlace.Returning : BoxPlace.WithCarrier,
        };
    }

    static Instant LastScan(CycleEvidence cycle)
    {
        var last = cycle.Begun ?? Instant.Min;
        foreach (var scan in (Recorded?[])[cycle.Sealed, cycle.Reopened, cycle.Unloaded, cycle.Received, cycle.Emptied, cycle.Returned, cycle.LookedInto, cycle.Disinfected])
            if (scan is not null && scan.Stamp.OccurredAt > last) last = scan.Stamp.OccurredAt;
        foreach (var leg in cycle.Legs.Values)
            if (leg.At > last) last = leg.At;
        return last;
    }

    /// <summary>Full, and taken on from the laboratory it came to last.</summary>
    static bool IsGoingOn(CycleEvidence cycle) => (cycle.Unloaded ?? cycle.Received) is { } arrived
        && cycle.Legs.Values.Any(leg => leg.Passage.From.Kind == PartyKind.Laboratory && leg.At > arrived.Stamp.OccurredAt);

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
        foreach (var (laboratory, atDock) in cycle.Unloads) taken.Add(new Span(laboratory, atDock.Stamp.OccurredAt, false));
        foreach (var (laboratory, atDoor) in cycle.Receipts)
            if (!cycle.Unloads.ContainsKey(laboratory)) taken.Add(new Span(laboratory, atDoor.Stamp.OccurredAt, false));
        if (cycle.Returned is { Fact: BoxReturned returned } back) taken.Add(new Span(returned.Warehouse, back.Stamp.OccurredAt, false));
        if (cycle.Corrected is { Fact: CustodyCorrected corrected } said) taken.Add(new Span(corrected.Holder, said.Stamp.OccurredAt, false));
        taken.Sort((a, b) => a.Since != b.Since ? a.Since.CompareTo(b.Since) : string.CompareOrdinal(a.Holder.Value, b.Holder.Value));

        var spans = new List<Span>(taken.Count + 1) { new(cycle.Opening, cycle.Begun ?? Instant.Min, false) };
        foreach (var span in taken)
            if (spans[^1].Holder != span.Holder) spans.Add(span);
        return spans;
    }
}
