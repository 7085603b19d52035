namespace SpecimenLogistics.Domain;

public enum SiteRole { Centre, Laboratory, Warehouse }

/// <summary>A session of a working day, in the programme's local time.</summary>
public sealed record SessionHours(int Number, TimeOnly Opens, TimeOnly Closes);

/// <param name="FenceM">Radius of the fence, metres.</param>
/// <param name="TargetMinutes">From closure to unload, for a centre.</param>
public sealed record SiteRegistered(
    string NameEn, string NameZh, string District, double LatDeg, double LonDeg, int FenceM, SiteRole Role, BeaconId Beacon,
    SiteId? Laboratory, int? TargetMinutes, IReadOnlyList<SessionHours> Sessions, IReadOnlyList<DockId> Docks, int OpeningKits) : Fact;

/// <summary>A session as it is planned for a date, in UTC.</summary>
public sealed record PlannedSession(DeliveryId Delivery, Instant Opens, Instant Closes);
public sealed record SessionsPlanned(DateOnly Date, IReadOnlyList<PlannedSession> Sessions) : Fact;

/// <summary>The centre says its session is over, and what it sends. Occurs at the closure it declares.</summary>
public sealed record SessionClosed(DeliveryId Delivery, IReadOnlyList<Declared> Boxes, string? Reason) : Fact;
public sealed record Declared(BoxId Box, int Tubes);

/// <param name="Lot">As its maker made them, and until when they are good; null where nobody scanned it.</param>
public sealed record KitsArrived(int Count, Party From, LotId? Lot = null, DateOnly? Expiry = null) : Fact;
