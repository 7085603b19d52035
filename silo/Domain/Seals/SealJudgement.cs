namespace SpecimenLogistics.Domain;

/// <summary>What is said of a seal between sealing and unload. Outside that window a seal may well read open.</summary>
public static class SealJudgement
{
    public static (SealState State, Instant? FirstOpen) Of(CycleEvidence cycle, IEnumerable<OpenSeal> readings)
    {
        if (cycle.Sealed is null) return (SealState.None, null);
        var from = cycle.Sealed.Stamp.OccurredAt;
        var until = cycle.Unloaded?.Stamp.OccurredAt ?? cycle.Received?.Stamp.OccurredAt ?? cycle.Emptied?.Stamp.OccurredAt ?? Instant.Max;
        var count = 0;
        Instant? first = null;
        // Who takes a tube out of a sealed box has opened it, whatever its radio says: as good as one reading.
        if (cycle.Tubes.OutOfSealed(cycle.Closing) is { } taken && taken <= until) (count, first) = (1, taken);
        foreach (var reading in readings)
        {
            if (reading.First < from || reading.First > until) continue;
            count += reading.Count;
            if (first is null || reading.First < first) first = reading.First;
        }
        return (count switch { 0 => SealState.Closed, 1 => SealState.OpenOnce, _ => SealState.Open }, first);
    }

    /// <summary>Somebody saw another number on the box than the one joined to it.</summary>
    public static bool NumbersDiffer(CycleEvidence cycle, SealNumber? joined)
    {
        if (joined is not { } expected) return false;
        foreach (var seen in Seen(cycle))
            if (seen is { } number && number != expected) return true;
        return false;
    }

    static IEnumerable<SealNumber?> Seen(CycleEvidence cycle)
    {
        yield return (cycle.Sealed?.Fact as BoxSealed)?.Seal;
        yield return (cycle.Unloaded?.Fact as BoxUnloaded)?.SealSeen;
        yield return (cycle.Received?.Fact as BoxReceived)?.SealSeen;
        foreach (var leg in cycle.Legs.Values)
        {
            yield return (leg.Given?.Fact as HandedOver)?.SealSeen;
            yield return (leg.Taken?.Fact as HandedOver)?.SealSeen;
        }
    }
}
