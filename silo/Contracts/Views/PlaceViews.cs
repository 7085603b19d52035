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

    /// <summary>What a laboratory takes, by order; null for everything as it comes.</summary>
    public SetIntake? Intake { get; init; }

    /// <summary>A centre's stock and hours of cover; null elsewhere.</summary>
    public StockView? Stock { get; init; }

    /// <summary>Kits that came here by lot; null where no lot was scanned.</summary>
    public IReadOnlyList<LotView>? Lots { get; init; }
}

/// <param name="Left">At most so many of them are still here: nobody scans which kit is used.</param>
public sealed record LotView(LotId Lot, DateOnly? Expiry, int Arrived, Instant Since, int Left);
public sealed record ReasonsView(int Version, IReadOnlyList<BenchReason> List);
public sealed record SessionView(DeliveryId Delivery, Instant Opens, Instant PlannedClosure, Instant? DeclaredClosure)
{
    /// <summary>It does not take place, by order.</summary>
    public bool Suspended { get; init; }
}
public sealed record PlaceCount(BoxPlace Place, int Count);
public sealed record BoxHere(BoxId Box, BoxPlace Place, int Packed);

/// <param name="Visits">Proved stays, in order.</param>
/// <param name="SilentSince">The last sign of life before a silence that is still on; null when heard.</param>
/// <param name="Trips">Of the newest three dates, and what was ordered on those before; the rest is in those dates' plans.</param>
public sealed record VehicleView(
    VehicleId Id, BeaconId? Beacon, AccountView Account, IReadOnlyList<BoxHere> Aboard, IReadOnlyList<VisitView> Visits, Instant? SilentSince,
    IReadOnlyList<PlannedTrip> Trips)
{
    /// <summary>In the order of being told; null when it was never told anything.</summary>
    public IReadOnlyList<InstructionView>? Instructions { get; init; }

    /// <summary>Its driver says that it does not go on, since then; null while it does.</summary>
    public Instant? BrokenDownSince { get; init; }
}
/// <summary>What its driver was told, and how far it has got; times null where it has not.</summary>
public sealed record InstructionView(
    InstructionId Id, OrderId Order, string Kind, string Text, string Reason, Instant Given, Instant? Sent, Instant? Seen, Instant? Accepted, TransferBoxes? Transfer);

public sealed record VisitView(SiteId Site, Instant From, Instant To, string Proof);

public sealed record CourierView(string Id, AccountView Account, IReadOnlyList<BoxHere> Aboard);

/// <param name="Unloads">What was unloaded here, by vehicle, in order.</param>
public sealed record DockView(DockId Id, SiteId? Site, int Number, IReadOnlyList<UnloadView> Unloads);

/// <param name="From">When the dock's terminal first heard the vehicle, or the first scan when it never did.</param>
/// <param name="To">The last box's scan on the same terminal.</param>
public sealed record UnloadView(VehicleId? Vehicle, Instant From, Instant To, double Seconds, IReadOnlyList<BoxId> Boxes);
