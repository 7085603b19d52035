using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>When each stage of a delivery began, as far as it has come.</summary>
public sealed record DeliveryStages(Phase Phase, Instant PlannedClosure, Instant? Closed, Instant? Collected, Instant? Gate, Instant? Dock, Instant? Unloaded)
{
    public static DeliveryStages Of(DeliveryView delivery, VehicleView? carrier)
    {
        var dock = delivery.Boxes.Where(b => b.UnloadedAt is not null).Min(b => b.UnloadedAt);
        var gate = delivery.CollectedAt is { } collected ? ArrivalAt(delivery.Laboratory, collected, dock, carrier) : null;
        var phase = delivery.UnloadedAt is not null ? Phase.Unloaded
            : dock is not null ? Phase.AtDock
            : gate is not null ? Phase.AtGate
            : delivery.CollectedAt is not null ? Phase.OnRoad
            : delivery.DeclaredClosure is not null ? Phase.Awaiting
            : Phase.NotClosed;
        return new DeliveryStages(phase, delivery.PlannedClosure, delivery.DeclaredClosure, delivery.CollectedAt, gate, dock, delivery.UnloadedAt);
    }

    public Instant Since => Start(Phase) ?? PlannedClosure;

    /// <summary>What a stage took or has taken, or the forecast for it.</summary>
    public StageMinutes Minutes(Phase stage, TimeSpan forecast, Instant now)
    {
        if (stage == Phase || IsOverdue(stage, now)) return StageMinutes.Running(now - Since);
        if (stage > Phase) return StageMinutes.ToCome(forecast);
        return Start(stage) is { } from && End(stage) is { } to ? StageMinutes.Taken(to - from) : StageMinutes.Skipped;
    }

    /// <summary>A centre that is past its planned end and says nothing is waited for.</summary>
    bool IsOverdue(Phase stage, Instant now) => Phase == Phase.NotClosed && stage == Phase.Awaiting && now > PlannedClosure;

    Instant? Start(Phase phase) => phase switch
    {
        Phase.NotClosed => PlannedClosure,
        Phase.Awaiting => Closed,
        Phase.OnRoad => Collected,
        Phase.AtGate => Gate,
        Phase.AtDock => Dock,
        _ => Unloaded,
    };

    /// <summary>A stage ends where the next begins that is known to have begun.</summary>
    Instant? End(Phase phase)
    {
        for (var next = phase + 1; next <= Phase.Unloaded; next++)
            if (Start(next) is { } start) return start;
        return null;
    }

    /// <summary>The carrier's first proved coming to the laboratory after it had everything, and before the first box was set down.</summary>
    static Instant? ArrivalAt(SiteId? laboratory, Instant collected, Instant? dock, VehicleView? carrier) =>
        carrier?.Visits.FirstOrDefault(v => v.Site == laboratory && v.From >= collected && (dock is null || v.From <= dock))?.From;
}
