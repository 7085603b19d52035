namespace SpecimenLogistics.Domain;

public enum HandoverSide { Give, Take }
public enum Condition { Intact, Opened, Wet, Warm, Doubtful }
public enum Finding { Empty, NotEmpty, Faulty }
public enum TubeOutcome { Accepted, AcceptedWithRemark, Rejected }

/// <summary>A box joins the programme: its electronic seal, its beacon, and who holds it then.</summary>
public sealed record BoxRegistered(SealNumber Seal, BeaconId Beacon, Party Opening) : Fact;

public sealed record TubePacked(TubeSerial Tube, Party Centre) : Fact;

/// <summary>Packed by mistake, and taken out again before the box was sealed.</summary>
public sealed record TubeUnpacked(TubeSerial Tube, Party Centre) : Fact;

public sealed record BoxSealed(SealNumber Seal, MechanicalSealNumber? Mechanical, int Count, Party Centre) : Fact;

/// <summary>What the phone that sealed a box said of it by the code on its screen, as another phone read it and carried it here.</summary>
/// <param name="SealedAt">By the sealing phone's own clock, which nobody has measured.</param>
/// <param name="Phone">The phone that sealed it, as the code says: it has signed nothing.</param>
/// <param name="By">Whose phone carried it.</param>
public sealed record ContentsCarried(
    SealNumber Seal, MechanicalSealNumber? Mechanical, int Count, IReadOnlyList<TubeSerial> Tubes, Party Centre, StaffId? SealedBy, Instant SealedAt, DeviceId Phone, Party By) : Fact;
public sealed record BoxReopened(Party Centre, string Reason) : Fact;

/// <summary>One side of a handover; it is complete when both sides have spoken.</summary>
public sealed record HandedOver(HandoverSide Side, Party From, Party To, SealNumber? SealSeen) : Fact;

public sealed record BoxUnloaded(DockId Dock, Party Laboratory, SealNumber? SealSeen) : Fact;
public sealed record BoxReceived(Party Laboratory, SealNumber? SealSeen, Condition Condition) : Fact;
public sealed record TubesRead(Party Laboratory, IReadOnlyList<TubeSerial> Tubes, TubeOutcome Outcome, string? Reason) : Fact;
public sealed record BoxEmptied(Party Laboratory) : Fact;
public sealed record BoxReturned(Party Warehouse, Party From) : Fact;

/// <param name="Reason">What is wrong with a faulty one: <c>lid</c>, <c>label</c>, <c>beacon</c>, <c>wet</c>, or somebody's own words; null where nobody said.</param>
public sealed record BoxLookedInto(Party Warehouse, Finding Finding, string? Reason = null) : Fact;

/// <param name="ContactMinutes">How long the method must act; null where nobody said.</param>
public sealed record BoxDisinfected(Party Warehouse, string Method, int? ContactMinutes = null) : Fact;

/// <summary>Nobody may use what is in it until it is released.</summary>
public sealed record BoxHeld(string Reason) : Fact;

/// <summary>A held box may be used where it is. Counts only with two different people.</summary>
public sealed record BoxReleased(Party At, string Reason) : Fact;

/// <summary>Given up as lost. Counts only with two different people, and no longer once somebody scans it again.</summary>
public sealed record BoxWrittenOff(string Reason) : Fact;

/// <summary>It is with this holder, whatever the scans before say. Counts only with two different people.</summary>
public sealed record CustodyCorrected(Party Holder, string Reason) : Fact;

/// <summary>Somebody looked at the seal, whatever its radio had said.</summary>
public sealed record SealInspected(bool Intact, MechanicalSealNumber? Mechanical) : Fact;

/// <summary>Another beacon is on the box from now on; what the old one tells later is not about this box.</summary>
public sealed record BeaconJoined(BeaconId Beacon) : Fact;

/// <summary>A clean box leaves the shelf; a new cycle of its life begins.</summary>
public sealed record BoxIssued(Party Warehouse, Party For) : Fact;
