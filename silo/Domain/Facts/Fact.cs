using System.Text.Json.Serialization;

namespace SpecimenLogistics.Domain;

/// <summary>
/// Something that is so, about one subject. A closed set: every kind stands below with the name it is stored under,
/// which is never reused for another meaning. A fact about the world is never refused, only judged.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(BoxRegistered), "box-registered")]
[JsonDerivedType(typeof(TubePacked), "tube-packed")]
[JsonDerivedType(typeof(TubeUnpacked), "tube-unpacked")]
[JsonDerivedType(typeof(BoxSealed), "box-sealed")]
[JsonDerivedType(typeof(ContentsCarried), "contents-carried")]
[JsonDerivedType(typeof(BoxReopened), "box-reopened")]
[JsonDerivedType(typeof(HandedOver), "handed-over")]
[JsonDerivedType(typeof(BoxUnloaded), "box-unloaded")]
[JsonDerivedType(typeof(BoxReceived), "box-received")]
[JsonDerivedType(typeof(TubesRead), "tubes-read")]
[JsonDerivedType(typeof(BoxEmptied), "box-emptied")]
[JsonDerivedType(typeof(BoxReturned), "box-returned")]
[JsonDerivedType(typeof(BoxLookedInto), "box-looked-into")]
[JsonDerivedType(typeof(BoxDisinfected), "box-disinfected")]
[JsonDerivedType(typeof(BoxIssued), "box-issued")]
[JsonDerivedType(typeof(BoxHeld), "box-held")]
[JsonDerivedType(typeof(BoxReleased), "box-released")]
[JsonDerivedType(typeof(BoxWrittenOff), "box-written-off")]
[JsonDerivedType(typeof(CustodyCorrected), "custody-corrected")]
[JsonDerivedType(typeof(SealInspected), "seal-inspected")]
[JsonDerivedType(typeof(BeaconJoined), "beacon-joined")]
[JsonDerivedType(typeof(TemperatureJudged), "temperature-judged")]
[JsonDerivedType(typeof(LimitsSet), "limits-set")]
[JsonDerivedType(typeof(SiteRegistered), "site-registered")]
[JsonDerivedType(typeof(SessionsPlanned), "sessions-planned")]
[JsonDerivedType(typeof(SessionClosed), "session-closed")]
[JsonDerivedType(typeof(KitsArrived), "kits-arrived")]
[JsonDerivedType(typeof(StockJudged), "stock-judged")]
[JsonDerivedType(typeof(ReasonsListed), "reasons-listed")]
[JsonDerivedType(typeof(VehicleRegistered), "vehicle-registered")]
[JsonDerivedType(typeof(TripsPlanned), "trips-planned")]
[JsonDerivedType(typeof(Arrived), "arrived")]
[JsonDerivedType(typeof(FellSilent), "fell-silent")]
[JsonDerivedType(typeof(HeardAgain), "heard-again")]
[JsonDerivedType(typeof(TelemetryJudged), "telemetry-judged")]
[JsonDerivedType(typeof(DockRegistered), "dock-registered")]
[JsonDerivedType(typeof(DeviceRegistered), "device-registered")]
[JsonDerivedType(typeof(DeviceRevoked), "device-revoked")]
[JsonDerivedType(typeof(DeviceReleased), "device-released")]
[JsonDerivedType(typeof(TrackingAgreed), "tracking-agreed")]
[JsonDerivedType(typeof(TrackingWithdrawn), "tracking-withdrawn")]
[JsonDerivedType(typeof(ClockMeasured), "clock-measured")]
[JsonDerivedType(typeof(PlanMade), "plan-made")]
[JsonDerivedType(typeof(ProgrammeSet), "programme-set")]
[JsonDerivedType(typeof(RiskJudged), "risk-judged")]
[JsonDerivedType(typeof(TimePassed), "time-passed")]
[JsonDerivedType(typeof(Learned), "learned")]
[JsonDerivedType(typeof(IncidentActed), "incident-acted")]
[JsonDerivedType(typeof(IncidentSentOut), "incident-sent-out")]
[JsonDerivedType(typeof(DutySet), "duty-set")]
[JsonDerivedType(typeof(ShiftHandedOver), "shift-handed-over")]
[JsonDerivedType(typeof(OrderGiven), "order-given")]
[JsonDerivedType(typeof(RoadNotice), "road-notice")]
[JsonDerivedType(typeof(InstructionSent), "instruction-sent")]
[JsonDerivedType(typeof(InstructionSeen), "instruction-seen")]
[JsonDerivedType(typeof(InstructionAccepted), "instruction-accepted")]
[JsonDerivedType(typeof(TroubleReported), "trouble-reported")]
[JsonDerivedType(typeof(PayloadDestroyed), "payload-destroyed")]
public abstract record Fact;

/// <summary>A moment that was waited for has come: time's passing is a fact too.</summary>
public sealed record TimePassed(DeadlineKind What, Instant DueAt) : Fact;

/// <summary>What a fact said is destroyed under a retention rule; that there was one stays. Never stored, and no fold makes anything of it.</summary>
public sealed record PayloadDestroyed : Fact;

/// <summary>What another subject's current state says to this one. Of one sender only the highest version counts.</summary>
public sealed record Learned(Subject Sender, long Version, Summary Summary) : Fact;
