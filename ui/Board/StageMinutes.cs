using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

public enum StageKind { ToCome, Running, Taken, Skipped }

/// <summary>Minutes of one stage: what it took, what it has taken so far, or what eight of ten take at most.</summary>
public readonly record struct StageMinutes(StageKind Kind, int Minutes)
{
    public static StageMinutes ToCome(TimeSpan span) => new(StageKind.ToCome, Whole(span));
    public static StageMinutes Running(TimeSpan span) => new(StageKind.Running, Whole(span));
    public static StageMinutes Taken(TimeSpan span) => new(StageKind.Taken, Whole(span));
    public static readonly StageMinutes Skipped = new(StageKind.Skipped, 0);

    /// <summary>What a stage took or has taken, or the forecast for it.</summary>
    public static StageMinutes Of(DeliveryStages stages, Phase stage, TimeSpan forecast, Instant now)
    {
        if (stage == stages.Phase || (stage == Phase.Awaiting && stages.IsOverdue(now))) return Running(now - stages.Since);
        if (stage > stages.Phase) return ToCome(forecast);
        return stages.Took(stage) is { } took ? Taken(took) : Skipped;
    }

    static int Whole(TimeSpan span) => Math.Max(0, (int)Math.Round(span.TotalMinutes, MidpointRounding.AwayFromZero));
}
