namespace SpecimenLogistics.Domain;

/// <summary>One cycle as judged: what its evidence and the words of others come to.</summary>
/// <param name="Hold">Why it must wait; null when nothing holds it.</param>
/// <param name="SharesTubeLater">One of its tubes was packed into another box before it was into this.</param>
/// <param name="BoundFor">The laboratory it should be at, or should have come to; null when nobody has said.</param>
public sealed record BoxCycle(
    CycleEvidence Evidence, BoxPlace Place, IReadOnlyList<Span> Spans, SealState SealState, Instant? FirstOpen, IReadOnlyList<Discrepancy> Discrepancies,
    HoldReason? Hold, SiteId? BoundFor, bool SharesTubeLater)
{
    public int Number => Evidence.Number;
    public Party Holder => Spans[^1].Holder;
    public Instant? SealedAt => Evidence.Sealed?.Stamp.OccurredAt;
    public Instant? UnloadedAt => Evidence.Unloaded?.Stamp.OccurredAt;
    public Instant? ReceivedAt => Evidence.Received?.Stamp.OccurredAt;
    public Instant? EmptiedAt => Evidence.Emptied?.Stamp.OccurredAt;

    /// <summary>The laboratory that unloaded it, received it, or read its tubes.</summary>
    public Party? Laboratory => (Evidence.Unloaded?.Fact as BoxUnloaded)?.Laboratory ?? (Evidence.Received?.Fact as BoxReceived)?.Laboratory
        ?? (Evidence.Readings.IsEmpty ? null : ((TubesRead)Evidence.Readings.Values.First().Fact).Laboratory);

    /// <summary>The centre that packed or sealed it.</summary>
    public Party? Centre => CentreOf(Evidence);

    /// <summary>When it left its centre with tubes in it.</summary>
    public Instant? CollectedAt => FromCentre() is { } leg ? leg.At : null;

    /// <summary>Who carries or carried it to the laboratory: the last carrier before the dock.</summary>
    public Party? Carrier => CarrierOf(Evidence);

    Leg? FromCentre() => Evidence.Legs.Values.Where(l => l.Passage.From.Kind == PartyKind.Centre).MinBy(l => l.At);

    static Party? CentreOf(CycleEvidence evidence) => (evidence.Sealed?.Fact as BoxSealed)?.Centre ?? (evidence.FirstPacked?.Fact as TubePacked)?.Centre;

    static Party? CarrierOf(CycleEvidence evidence) => evidence.Legs.Values
        .Where(l => l.Passage.From.Kind is PartyKind.Centre || (l.Passage.From.IsCarrier && l.Passage.To.IsCarrier))
        .OrderBy(l => l.At).ThenBy(l => l.Passage.To.Value, StringComparer.Ordinal).Select(l => (Party?)l.Passage.To).LastOrDefault();

    /// <summary>Judged anew by the same evidence; the very same where nothing came of it, as with nearly all cycles of long ago.</summary>
    public BoxCycle Again(BoxContext context)
    {
        var now = Judge(Evidence, context);
        return ReferenceEquals(now.Evidence, Evidence) && (now.Place, now.SealState, now.FirstOpen, now.Hold, now.BoundFor, now.SharesTubeLater) == (Place, SealState, FirstOpen, Hold, BoundFor, SharesTubeLater)
            && now.Discrepancies.SequenceEqual(Discrepancies) ? this : now;
    }

    public static BoxCycle Judge(CycleEvidence evidence, BoxContext context)
    {
        var (shared, later) = context.TubesShared(evidence);
        var heard = context.HeardUntil(CarrierOf(evidence));
        if (heard != evidence.HeardUntil) evidence = evidence with { HeardUntil = heard };
        var arrived = evidence.Unloaded ?? evidence.Received;
        var (bound, wrong) = Destination(evidence, arrived, context);
        var hold = Holding.ReasonOf(evidence, wrong, later);
        var place = Custody.PlaceOf(evidence, hold);
        var (seal, firstOpen) = SealJudgement.Of(evidence, context.Open);
        var found = DiscrepanciesOf(evidence, place, seal, context.Joined, shared, wrong);
        return new BoxCycle(evidence, place, Custody.SpansOf(evidence), seal, firstOpen, found, place == BoxPlace.Held ? hold ?? HoldReason.NotEmpty : null, bound, later);
    }

    /// <summary>
    /// Where it was to go, and whether it came elsewhere. Nobody scanned the unload of a box that has only a receipt: an order its driver
    /// accepted shortly before that may have come after the box was set down, so it may stand by the earlier word too.
    /// </summary>
    static (SiteId? Bound, bool Wrong) Destination(CycleEvidence evidence, Recorded? arrived, BoxContext context)
    {
        var at = arrived?.Stamp.OccurredAt ?? Instant.Max;
        var from = arrived is null || evidence.Unloaded is not null ? at : at - Custody.ToTheDoor;
        var bounds = context.BoundsWithin(CentreOf(evidence), CarrierOf(evidence), from, at);
        if (bounds.Count == 0) return (null, false);
        if (arrived is null || LaboratoryOf(arrived) is not { } laboratory) return (bounds[0], false);
        foreach (var bound in bounds)
            if (bound.Value == laboratory) return (bound, false);
        return (bounds[0], true);
    }

    static string? LaboratoryOf(Recorded arrived) => ((arrived.Fact as BoxUnloaded)?.Laboratory ?? (arrived.Fact as BoxReceived)?.Laboratory)?.Id;

    static IReadOnlyList<Discrepancy> DiscrepanciesOf(CycleEvidence evidence, BoxPlace place, SealState seal, SealNumber? joined, bool shared, bool wrong)
    {
        var found = new List<Discrepancy>();
        if (evidence.Sealed?.Fact is BoxSealed closed && closed.Count != evidence.Packed.Count) found.Add(Discrepancy.CountMismatch);
        if (evidence.Legs.Values.Any(l => l.IsHalf)) found.Add(Discrepancy.HalfHandover);
        if (place is BoxPlace.Unaccounted or BoxPlace.WrittenOff) found.Add(Discrepancy.Lost);
        if (evidence.Emptied is not null && !evidence.Packed.All(evidence.Readings.ContainsKey)) found.Add(Discrepancy.MissingTubes);
        if (Disinfection.IsWanting(evidence)) found.Add(Discrepancy.NotDisinfected);
        if (SealJudgement.NumbersDiffer(evidence, joined)) found.Add(Discrepancy.SealNumberMismatch);
        if (seal == SealState.Open) found.Add(Discrepancy.SealOpened);
        if (evidence.Chain?.State == TemperatureState.TooCold) found.Add(Discrepancy.TooCold);
        if (evidence.Chain?.State == TemperatureState.TooWarm) found.Add(Discrepancy.TooWarm);
        if (shared) found.Add(Discrepancy.TubeInTwoBoxes);
        if (!evidence.Readings.Keys.All(evidence.Packed.Contains)) found.Add(Discrepancy.UnexpectedTubes);
        if (wrong) found.Add(Discrepancy.WrongLaboratory);
        return found;
    }
}
