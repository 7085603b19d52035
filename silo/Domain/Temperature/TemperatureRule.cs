namespace SpecimenLogistics.Domain;

/// <summary>When a judgement says something new: telemetry becomes a fact only then.</summary>
public static class TemperatureRule
{
    /// <summary>While a box is out its growing minutes are told in steps of so many.</summary>
    const int Step = 10;

    public static bool IsNew(ColdChain? known, ColdChain next)
    {
        if (known is null) return next.LastAt is not null;
        if (next.Closed || known.Closed) return next != known;
        return known.From != next.From || known.Limits != next.Limits || known.State != next.State || known.Silent != next.Silent
            || (int)(known.MinutesOutside / Step) != (int)(next.MinutesOutside / Step);
    }
}
