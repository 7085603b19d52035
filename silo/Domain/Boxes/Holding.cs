namespace SpecimenLogistics.Domain;

public enum HoldReason { Told, Opened, Wet, Warm, Doubtful, WrongLaboratory, TubeInTwoBoxes, NotEmpty }

/// <summary>
/// Why a box must wait although it has arrived. It always has a holder, a place and a next step: two people release it
/// where it is, or it goes on.
/// </summary>
public static class Holding
{
    /// <summary>null when nothing holds it, or what held it was answered.</summary>
    public static HoldReason? ReasonOf(CycleEvidence cycle, bool wrongLaboratory, bool tubesSharedLater)
    {
        if (cycle.Held is { } told && (cycle.Released is null || Pick.Compare(told, cycle.Released) > 0)) return HoldReason.Told;
        if (cycle.Released is not null) return null;
        if (cycle.Received?.Fact is BoxReceived { Condition: not Condition.Intact } received) return OfCondition(received.Condition);
        if (cycle.Received is null) return null;
        if (wrongLaboratory) return HoldReason.WrongLaboratory;
        return tubesSharedLater ? HoldReason.TubeInTwoBoxes : null;
    }

    static HoldReason OfCondition(Condition condition) => condition switch
    {
        Condition.Opened => HoldReason.Opened,
        Condition.Wet => HoldReason.Wet,
        Condition.Warm => HoldReason.Warm,
        _ => HoldReason.Doubtful,
    };
}
