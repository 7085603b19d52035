using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Contracts;

/// <summary>A place's own account of boxes, kept from transfers.</summary>
public sealed record AccountView(int Opening, int In, int Out, int Balance);

/// <param name="Boxes">How many boxes are here by the account, at each of its places.</param>
public sealed record SiteView(
    SiteId Id, string NameEn, string NameZh, string District, double LatDeg, double LonDeg, int FenceM, SiteRole Role, BeaconId? Beacon, SiteId? Laboratory,
    int? TargetMinutes, IReadOnlyList<SessionView> Sessions, IReadOnlyList<DockId> Docks, AccountView Account, IReadOnlyList<PlaceCount> Boxes, int Kits, int StockOuts)
{
    /// <summary>A laboratory's own lists of reasons, the newest last; null when it has none.</summary>
    public IReadOnlyList<ReasonsView>? Reasons { get; init; }
}
public sealed record ReasonsView(int Version, IReadOnlyList<BenchReason> List);
public sealed record SessionView(DeliveryId Delivery, Instant Opens, Instant PlannedClosure, Instant? DeclaredClosure);
public sealed record PlaceCount(BoxPlace Place, int Count);
public sealed record BoxHere(BoxId Box, BoxPlace Place, int Packed);

/// <param name="Visits">Proved stays, in order.</param>
/// <param name="SilentSince">The last sign of life before a silence that is still on; null when heard.</param>
public sealed record VehicleView(
    VehicleId Id, BeaconId? Beacon, AccountView Account, IReadOnlyList<BoxHere> Aboard, IReadOnlyList<VisitView> Visits, Instant? SilentSince,
    IReadOnlyList<PlannedTrip> Trips);
public sealed record VisitView(SiteId Site, Instant From, Instant To, string Proof);

public sealed record CourierView(string Id, AccountView Account, IReadOnlyList<BoxHere> Aboard);

/// <param name="Unloads">What was unloaded here, by vehicle, in order.</param>
public sealed record DockView(DockId Id, SiteId? Site, int Number, IReadOnlyList<UnloadView> Unloads);

/// <param name="From">When the dock's terminal first heard the vehicle, or the first scan when it never did.</param>
/// <param name="To">The last box's scan on the same terminal.</param>
public sealed record UnloadView(VehicleId? Vehicle, Instant From, Instant To, double Seconds, IReadOnlyList<BoxId> Boxes);
