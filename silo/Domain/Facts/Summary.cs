using System.Text.Json.Serialization;

namespace SpecimenLogistics.Domain;

/// <summary>
/// What one subject's current state says to another. Always the whole of it, never a difference: a late fact just sends
/// the next version. A closed set.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(BoxSummary), "box")]
[JsonDerivedType(typeof(DeliverySummary), "delivery")]
[JsonDerivedType(typeof(SightingSummary), "sighting")]
[JsonDerivedType(typeof(BoundSummary), "bound")]
[JsonDerivedType(typeof(TubeSeenSummary), "tube-seen")]
[JsonDerivedType(typeof(TripsSummary), "trips")]
[JsonDerivedType(typeof(SiteOrdersSummary), "site-orders")]
[JsonDerivedType(typeof(CauseSummary), "cause")]
public abstract record Summary;

/// <summary>A box to one who held it: those of its cycles that concern him, the latest last, as <see cref="Concerned"/> has it.</summary>
public sealed record BoxSummary(BoxId Box, IReadOnlyList<CycleSummary> Cycles) : Summary;

/// <param name="Spans">Who held the box from when, in order, within this cycle.</param>
public sealed record CycleSummary(
    int Cycle, BoxPlace Place, Party? Centre, int Packed, int Received, Instant? SealedAt, Instant? CollectedAt, Party? Carrier,
    Instant? UnloadedAt, DockId? Dock, Party? Laboratory, Instant? ReceivedAt, Instant? EmptiedAt, IReadOnlyList<Span> Spans,
    IReadOnlyList<Discrepancy> Discrepancies, TimeSpan Uncertainty)
{
    /// <summary>Why it must wait where it is; null when nothing holds it.</summary>
    public HoldReason? Hold { get; init; }
}

/// <param name="Half">Only one side of the handover that began it has spoken.</param>
public sealed record Span(Party Holder, Instant Since, bool Half);

/// <summary>A centre to one of its deliveries: the session and the boxes that belong to it.</summary>
public sealed record DeliverySummary(
    SiteId Site, string NameEn, string NameZh, SiteId? Laboratory, Instant Opens, Instant PlannedClosure, Instant? DeclaredClosure,
    TimeSpan ClosureUncertainty, int TargetMinutes, IReadOnlyList<DeliveredBox> Boxes) : Summary
{
    /// <summary>Its session does not take place, by order.</summary>
    public bool Suspended { get; init; }
}
public sealed record DeliveredBox(BoxId Box, bool DeclaredHere, int? DeclaredTubes, CycleSummary? Cycle);

/// <summary>A vehicle to a box that it heard or carries: when it heard it, and how often the box's seal read open.</summary>
/// <param name="Bound">Other laboratories it was told to take the box to; null for none.</param>
public sealed record SightingSummary(Subject By, Instant? FirstHeard, IReadOnlyList<OpenSeal> Open, IReadOnlyList<Bound>? Bound = null) : Summary
{
    /// <summary>It was still heard then, in coarse steps and only on long journeys; null on others.</summary>
    public Instant? HeardUntil { get; init; }

    /// <summary>It is heard at this vehicle's side though the vehicle has not got it by the scans; null where nothing is strange.</summary>
    public Stay? Beside { get; init; }
}

/// <summary>A centre to a box that it sealed: where the centre delivers to.</summary>
public sealed record BoundSummary(SiteId Laboratory) : Summary;

/// <summary>Where a box is bound for since a moment.</summary>
/// <param name="By">The order that changed it, once the driver had accepted it; null for the plan.</param>
public sealed record Bound(SiteId Laboratory, Instant Since, OrderId? By);

/// <summary>The index of tubes to every box that one serial was packed into, said only when there are several.</summary>
public sealed record TubeSeenSummary(TubeSerial Tube, IReadOnlyList<TubeSeen> In) : Summary;

/// <param name="At">When it was packed there first.</param>
/// <param name="Out">When it was taken out of it again; null while it is in.</param>
public sealed record TubeSeen(BoxId Box, Instant At, Instant? Out = null);

/// <summary>A subject to the incident of one cause: it is so, or no longer.</summary>
/// <param name="Gone">Why it is so no longer, where the subject knows.</param>
public sealed record CauseSummary(
    CauseKind Cause, Severity Severity, bool Present, Subject About, Instant Since, IReadOnlyList<string> Details, string? Gone = null) : Summary;
