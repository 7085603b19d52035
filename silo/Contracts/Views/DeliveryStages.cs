using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Contracts;

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

    /// <summary>A centre that is past its planned end and says nothing is waited for.</summary>
    public bool IsOverdue(Instant now) => Phase == Phase.NotClosed && now > PlannedClosure;

    /// <summary>How long a stage behind took; null where its beginning is not known.</summary>
    public TimeSpan? Took(Phase stage) => Start(stage) is { } from && End(stage) is { } to ? to - from : null;

    /// <summary>What is known of the way that lies ahead.</summary>
    /// <param name="carrierAt">Where the carrier was seen last, and when.</param>
    public Course Course(DeliveryView delivery, SiteView? centre, SiteView? laboratory, (GeoPoint Point, Instant At)? carrierAt)
    {
        var end = laboratory is null ? (GeoPoint?)null : new GeoPoint(laboratory.LatDeg, laboratory.LonDeg);
        return new Course(
            Phase, Since, delivery.PlannedClosure, end is { } to && centre is not null ? new GeoPoint(centre.LatDeg, centre.LonDeg).KmTo(to) : 0,
            end is { } lab && carrierAt is { } seen ? seen.Point.KmTo(lab) : null, carrierAt?.At, delivery.TargetMinutes > Targets.Minutes);
    }

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
        carrier?.Visits.Since(collected).FirstOrDefault(v => v.Site == laboratory && (dock is null || v.From <= dock))?.From;
}
