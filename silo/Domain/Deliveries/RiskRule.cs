namespace SpecimenLogistics.Domain;

/// <summary>When a predicted margin makes a delivery one at risk, and when it is one no longer.</summary>
public static class RiskRule
{
    /// <summary>A forecast wavers: back from the edge by this much before the alarm ends.</summary>
    public static readonly TimeSpan Clear = TimeSpan.FromMinutes(3);

    /// <summary>Before this time ahead of the planned closure a forecast says only what the plan said.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromMinutes(30);

    /// <summary>The new judgement, or null when the one before stands.</summary>
    public static RiskJudged? Judge(bool atRisk, TimeSpan margin)
    {
        if (!atRisk && margin < TimeSpan.Zero) return new RiskJudged(true, Minutes(margin));
        if (atRisk && margin >= Clear) return new RiskJudged(false, Minutes(margin));
        return null;
    }

    static int Minutes(TimeSpan margin) => (int)Math.Floor(margin.TotalMinutes);
}
