using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Contracts;

/// <param name="TargetAt">Closure plus the site's target: when every box must be unloaded.</param>
/// <param name="Assumed">The clock runs from the planned end, since nobody has declared the closure.</param>
/// <param name="WithinTarget">null before closure and while it is open; false as soon as the target passed with a box out.</param>
/// <param name="Proven">false when the margin is smaller than the clocks' uncertainty.</param>
public sealed record DeliveryView(
    DeliveryId Id, string NameEn, string NameZh, SiteId? Laboratory, Instant Opens, Instant PlannedClosure, Instant? DeclaredClosure, bool Assumed,
    int TargetMinutes, Instant TargetAt, DeliveryStage Stage, bool? WithinTarget, bool Proven, Instant? CollectedAt, Instant? UnloadedAt, Instant? ReceivedAt,
    Party? Carrier, bool AtRisk, int? MarginMinutes, IReadOnlyList<DeliveryBoxView> Boxes);
public sealed record DeliveryBoxView(BoxId Box, BoxPlace? Place, Party? Holder, int Packed, Instant? CollectedAt, Instant? UnloadedAt, Instant? ReceivedAt);
