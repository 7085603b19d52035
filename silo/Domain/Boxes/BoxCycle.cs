namespace SpecimenLogistics.Domain;

/// <summary>One cycle as judged: what its evidence and the sightings of others come to.</summary>
public sealed record BoxCycle(
    CycleEvidence Evidence, BoxPlace Place, IReadOnlyList<Span> Spans, SealState SealState, Instant? FirstOpen, IReadOnlyList<Discrepancy> Discrepancies)
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
    public Party? Centre => (Evidence.Sealed?.Fact as BoxSealed)?.Centre ?? (Evidence.FirstPacked?.Fact as TubePacked)?.Centre;

    /// <summary>When it left its centre with tubes in it.</summary>
    public Instant? CollectedAt => FromCentre() is { } leg ? leg.At : null;

    /// <summary>Who carries or carried it to the laboratory: the last carrier before the dock.</summary>
    public Party? Carrier => Evidence.Legs.Values.Where(l => l.Passage.From.Kind is PartyKind.Centre || (l.Passage.From.IsCarrier && l.Passage.To.IsCarrier))
        .OrderBy(l => l.At).ThenBy(l => l.Passage.To.Value, StringComparer.Ordinal).Select(l => (Party?)l.Passage.To).LastOrDefault();

    Leg? FromCentre() => Evidence.Legs.Values.Where(l => l.Passage.From.Kind == PartyKind.Centre).MinBy(l => l.At);

    public static BoxCycle Judge(CycleEvidence evidence, SealNumber? joined, IEnumerable<OpenSeal> openReadings)
    {
        var place = Custody.PlaceOf(evidence);
        var (seal, firstOpen) = SealJudgement.Of(evidence, openReadings);
        return new BoxCycle(evidence, place, Custody.SpansOf(evidence), seal, firstOpen, DiscrepanciesOf(evidence, place, seal, joined));
    }

    static IReadOnlyList<Discrepancy> DiscrepanciesOf(CycleEvidence evidence, BoxPlace place, SealState seal, SealNumber? joined)
    {
        var found = new List<Discrepancy>();
        if (evidence.Sealed?.Fact is BoxSealed closed && closed.Count != evidence.Packed.Count) found.Add(Discrepancy.CountMismatch);
        if (evidence.Legs.Values.Any(l => l.IsHalf)) found.Add(Discrepancy.HalfHandover);
        if (place == BoxPlace.Unaccounted) found.Add(Discrepancy.Lost);
        if (evidence.Emptied is not null && !evidence.Packed.All(evidence.Readings.ContainsKey)) found.Add(Discrepancy.MissingTubes);
        if (SealJudgement.NumbersDiffer(evidence, joined)) found.Add(Discrepancy.SealNumberMismatch);
        if (seal == SealState.Open) found.Add(Discrepancy.SealOpened);
        if (!evidence.Readings.Keys.All(evidence.Packed.Contains)) found.Add(Discrepancy.UnexpectedTubes);
        return found;
    }
}
