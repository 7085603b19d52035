using System.Collections.Immutable;

namespace SpecimenLogistics.Domain;

/// <summary>
/// All that is known of one cycle of a box's life (issued clean ... returned), each kind of evidence joined on its own, so
/// that two devices a few seconds apart cannot swap a seal and a handover.
/// </summary>
/// <param name="BegunBy">The 'issued' that began it; null for the life that was under way at registration.</param>
public sealed record CycleEvidence(int Number, Party Opening, Recorded? BegunBy)
{
    public Instant? Begun => BegunBy?.Stamp.OccurredAt;

    /// <summary>The cycle before, without those before it: what it ended with says whether this one could begin.</summary>
    public CycleEvidence? Before { get; init; }

    public PackedTubes Tubes { get; init; } = PackedTubes.None;

    /// <summary>Serials that were packed and not taken out again.</summary>
    public ImmutableSortedSet<string> Packed => Tubes.In;

    /// <summary>The newest reading of every serial at the bench: a tube may be read again, and the later word counts.</summary>
    public ImmutableSortedDictionary<string, Recorded> Readings { get; init; } = NoReadings;
    public ImmutableDictionary<Party, Recorded> Unloads { get; init; } = ImmutableDictionary<Party, Recorded>.Empty;
    public ImmutableDictionary<Party, Recorded> Receipts { get; init; } = ImmutableDictionary<Party, Recorded>.Empty;
    public ImmutableDictionary<Passage, Leg> Legs { get; init; } = ImmutableDictionary<Passage, Leg>.Empty;
    public ImmutableHashSet<Instant> Overdue { get; init; } = [];

    /// <summary>Moments at which a receiver's scan had been waited for long enough.</summary>
    public ImmutableHashSet<Instant> HalfTooLong { get; init; } = [];
    /// <summary>Its carrier's word that it is still aboard, on a long journey.</summary>
    public Instant? HeardUntil { get; init; }
    public Recorded? FirstPacked { get; init; }
    /// <summary>The last sealing, by the scan of the phone that sealed it or, until that comes, by the code that another phone carried.</summary>
    public Recorded? Sealed => Carrying.Last(SealedThere, SealedAsCarried);
    Recorded? SealedThere { get; init; }
    Recorded? SealedAsCarried { get; init; }
    public Recorded? Reopened { get; init; }
    public Recorded? Emptied { get; init; }
    public Recorded? Returned { get; init; }
    public Recorded? LookedInto { get; init; }
    public Recorded? Disinfected { get; init; }
    public Recorded? Held { get; init; }
    public Recorded? Released { get; init; }
    public Recorded? WrittenOff { get; init; }
    public Recorded? Corrected { get; init; }
    public Recorded? Inspected { get; init; }

    /// <summary>What its logger's readings came to, as judged last.</summary>
    public Recorded? Temperature { get; init; }
    public ColdChain? Chain => (Temperature?.Fact as TemperatureJudged)?.Chain;

    static readonly ImmutableSortedDictionary<string, Recorded> NoReadings = ImmutableSortedDictionary.Create<string, Recorded>(StringComparer.Ordinal);

    /// <summary>Joins one more fact; the order of joining does not matter.</summary>
    public CycleEvidence Join(Recorded recorded) => recorded.Fact switch
    {
        TubePacked packed => this with { Tubes = Tubes.Pack(packed.Tube, recorded, Closing), FirstPacked = Pick.Earliest(FirstPacked, recorded) },
        TubeUnpacked unpacked => this with { Tubes = Tubes.TakeOut(unpacked.Tube, recorded, Closing) },
        BoxSealed => (this with { SealedThere = Pick.Latest(SealedThere, recorded) }).Close(),
        ContentsCarried carried => (this with { SealedAsCarried = Pick.Latest(SealedAsCarried, Carrying.Sealing(recorded)) }).Carry(carried, Carrying.Packing(recorded)),
        BoxReopened => (this with { Reopened = Pick.Latest(Reopened, recorded) }).Close(),
        HandedOver handover => this with { Legs = Join(handover, recorded) },
        BoxUnloaded unloaded => this with { Unloads = First(Unloads, unloaded.Laboratory, recorded) },
        BoxReceived received => this with { Receipts = First(Receipts, received.Laboratory, recorded) },
        TubesRead read => this with { Readings = Join(read, recorded) },
        BoxEmptied => this with { Emptied = Pick.Earliest(Emptied, recorded) },
        BoxReturned => this with { Returned = Pick.Earliest(Returned, recorded) },
        BoxLookedInto => this with { LookedInto = Pick.Latest(LookedInto, recorded) },
        BoxDisinfected => this with { Disinfected = Pick.Latest(Disinfected, recorded) },
        BoxHeld => this with { Held = Pick.Latest(Held, recorded) },
        BoxReleased when ByTwo(recorded) => this with { Released = Pick.Latest(Released, recorded) },
        BoxWrittenOff when ByTwo(recorded) => this with { WrittenOff = Pick.Latest(WrittenOff, recorded) },
        CustodyCorrected when ByTwo(recorded) => this with { Corrected = Pick.Latest(Corrected, recorded) },
        SealInspected => this with { Inspected = Pick.Latest(Inspected, recorded) },
        TimePassed { What: DeadlineKind.HalfHandover } passed => this with { HalfTooLong = HalfTooLong.Add(passed.DueAt) },
        TemperatureJudged judged => this with { Temperature = JudgedLater(judged, recorded) ? recorded : Temperature },
        TimePassed { What: DeadlineKind.Unaccounted } passed => this with { Overdue = Overdue.Add(passed.DueAt) },
        _ => this,
    };

    /// <summary>The seal that is on it at its centre; null while it is open there.</summary>
    public Recorded? Closing => Sealed is { } closed && (Reopened is null || Pick.Compare(closed, Reopened) > 0) ? closed : null;

    CycleEvidence Carry(ContentsCarried carried, Recorded packing) =>
        (this with { Tubes = carried.Tubes.Aggregate(Tubes, (tubes, tube) => tubes.Pack(tube, packing, Closing)) }).Close();

    CycleEvidence Close() => this with { Tubes = Tubes.Settle(Closing) };

    /// <summary>Set down at the laboratory it came to last: from a wrong one a box may go on to the right one.</summary>
    public Recorded? Unloaded => Last(Unloads);

    public Recorded? Received => Last(Receipts);

    static ImmutableDictionary<Party, Recorded> First(ImmutableDictionary<Party, Recorded> known, Party laboratory, Recorded recorded) =>
        known.SetItem(laboratory, Pick.Earliest(known.GetValueOrDefault(laboratory), recorded));

    static Recorded? Last(ImmutableDictionary<Party, Recorded> each)
    {
        Recorded? last = null;
        foreach (var one in each.Values) last = Pick.Latest(last, one);
        return last;
    }

    /// <summary>All that the cycle after it goes by, once it is known to have been used: tubes are the bulk of what is known of a cycle.</summary>
    public CycleEvidence WithoutTubes() => Emptied is null && Returned is null ? this : this with { Tubes = PackedTubes.None, Readings = NoReadings, FirstPacked = null };

    /// <summary>Nothing but its own beginning is known of it.</summary>
    public bool IsBare => Tubes.IsUntold && Readings.IsEmpty && Legs.IsEmpty && Sealed is null && Unloaded is null && Received is null
        && Emptied is null && Returned is null && LookedInto is null && Disinfected is null;

    // By when it was judged, not by its stamp: that lies within the cycle, whenever its readings came in.
    bool JudgedLater(TemperatureJudged judged, Recorded recorded)
    {
        if (Temperature is not { Fact: TemperatureJudged known }) return true;
        var byTime = judged.JudgedAt.CompareTo(known.JudgedAt);
        return byTime != 0 ? byTime > 0 : Pick.Compare(recorded, Temperature) > 0;
    }

    ImmutableSortedDictionary<string, Recorded> Join(TubesRead read, Recorded recorded)
    {
        var readings = Readings.ToBuilder();
        foreach (var tube in read.Tubes) readings[tube.Value] = Pick.Latest(readings.GetValueOrDefault(tube.Value), recorded);
        return readings.ToImmutable();
    }
    /// <summary>What one person alone says of such an act is kept and changes nothing.</summary>
    static bool ByTwo(Recorded recorded) => recorded is { Actor: { } first, SecondActor: { } second } && first != second;

    ImmutableDictionary<Passage, Leg> Join(HandedOver handover, Recorded recorded)
    {
        var passage = new Passage(handover.From, handover.To);
        var leg = Legs.GetValueOrDefault(passage) ?? new Leg(passage, null, null);
        return Legs.SetItem(passage, handover.Side == HandoverSide.Give
            ? leg with { Given = Pick.Earliest(leg.Given, recorded) }
            : leg with { Taken = Pick.Earliest(leg.Taken, recorded) });
    }
}

/// <summary>From one holder to the next.</summary>
public readonly record struct Passage(Party From, Party To);

/// <summary>A handover with the two sides' words for it; one alone is half.</summary>
public sealed record Leg(Passage Passage, Recorded? Given, Recorded? Taken)
{
    public bool IsHalf => Given is null || Taken is null;

    /// <summary>When custody passed: the receiver's word, or the giver's while the receiver is silent.</summary>
    public Instant At => (Taken ?? Given)!.Stamp.OccurredAt;
}
