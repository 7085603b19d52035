using SpecimenLogistics.Domain;
using SpecimenLogistics.Protocol;
using static SpecimenLogistics.Domain.PartyKind;

namespace SpecimenLogistics.Ingest;

/// <summary>
/// From an act to the fact it is, one row each. What an act cannot do without is demanded; a seal number that nobody could
/// read or a badge that nobody scanned is not, since the box moved all the same.
/// </summary>
public static class ScanTable
{
    public static Translated Translate(ScanItem scan, DevicePlace place)
    {
        var f = new ScanFields(scan, place);
        var (about, fact) = Row(scan.Act, f);
        var (actor, second) = (f.Staff, f.SecondStaff);
        return f.Wrong ?? (Translated)new Translated.AsFact(about, fact, actor, second);
    }

    static (Subject, Fact) Row(string act, ScanFields f) => act switch
    {
        Act.Pack => (Subject.Of(f.Box), new TubePacked(f.Tube, f.Here(Centre))),
        Act.Unpack => (Subject.Of(f.Box), new TubeUnpacked(f.Tube, f.Here(Centre))),
        Act.Seal => (Subject.Of(f.Box), new BoxSealed(f.Seal, f.Mechanical, f.Count, f.Here(Centre))),
        Act.Carry => (Subject.Of(f.Box), new ContentsCarried(f.Seal, f.Mechanical, f.Count, f.Tubes, f.Party(Centre), f.SealedBy, f.SealedAt, f.Phone, Anybody(f))),
        Act.Reopen => (Subject.Of(f.Box), new BoxReopened(f.Here(Centre), f.Reason)),
        Act.CloseSession => CloseSession(f),
        Act.Give => (Subject.Of(f.Box), new HandedOver(HandoverSide.Give, Anybody(f), AnybodyElse(f), f.SealSeen)),
        Act.Take => (Subject.Of(f.Box), new HandedOver(HandoverSide.Take, AnybodyElse(f), Anybody(f), f.SealSeen)),
        Act.Arrive => (f.Here(Vehicle, Courier).Subject, new Arrived(f.Site(f.Party(Centre, Laboratory, Warehouse)))),
        Act.Unload => (Subject.Of(f.Box), new BoxUnloaded(f.Dock, f.Here(Laboratory), f.SealSeen)),
        Act.Receive => (Subject.Of(f.Box), new BoxReceived(f.Here(Laboratory), f.SealSeen, Outcomes.Condition(f))),
        Act.Bench => (Subject.Of(f.Box), Bench(f)),
        Act.Empty => (Subject.Of(f.Box), new BoxEmptied(f.Here(Laboratory))),
        Act.Return => (Subject.Of(f.Box), new BoxReturned(f.Here(Warehouse), f.Party(Vehicle, Courier))),
        Act.Look => (Subject.Of(f.Box), new BoxLookedInto(f.Here(Warehouse), Outcomes.Finding(f), f.OptionalReason)),
        Act.Disinfect => (Subject.Of(f.Box), new BoxDisinfected(f.Here(Warehouse), f.Method, f.ContactMinutes)),
        Act.Issue => (Subject.Of(f.Box), new BoxIssued(f.Here(Warehouse), f.Party(Centre))),
        Act.Hold => (Subject.Of(f.Box), new BoxHeld(f.Reason)),
        Act.Release => (Subject.Of(f.Box), new BoxReleased(Anybody(f), f.Reason)),
        Act.Inspect => (Subject.Of(f.Box), new SealInspected(Outcomes.Intact(f), f.Mechanical)),
        Act.JoinBeacon => (Subject.Of(f.Box), new BeaconJoined(f.Beacon)),
        Act.InstructionSeen => (f.Here(Vehicle).Subject, new InstructionSeen(f.Instruction)),
        Act.InstructionAccepted => (f.Here(Vehicle).Subject, new InstructionAccepted(f.Instruction)),
        Act.Trouble => (f.Here(Vehicle).Subject, new TroubleReported(Outcomes.Trouble(f), f.OptionalReason)),
        Act.Kits => (f.Here(Centre).Subject, new KitsArrived(f.Count, f.Party(Vehicle, Courier, Warehouse), f.Lot, f.Expiry)),
        _ => (default, new KitsArrived(f.Fail<int>(UnreadableReason.NotUnderstood, "act"), default)),
    };

    static Party Anybody(ScanFields f) => f.Here(Centre, Laboratory, Warehouse, Vehicle, Courier);
    static Party AnybodyElse(ScanFields f) => f.Party(Centre, Laboratory, Warehouse, Vehicle, Courier);

    /// <summary>A centre closes its own sessions only.</summary>
    static (Subject, Fact) CloseSession(ScanFields f)
    {
        var (here, session) = (f.Here(Centre), f.Session);
        if (f.Wrong is null && here.Id != session.Site.Value) f.Fail<int>(UnreadableReason.WrongPlace, "session of another centre");
        return (here.Subject, new SessionClosed(session, f.Declared, f.OptionalReason));
    }

    /// <summary>What is not plainly accepted needs a reason.</summary>
    static TubesRead Bench(ScanFields f)
    {
        var outcome = Outcomes.Tube(f);
        return new(f.Here(Laboratory), f.Tubes, outcome, outcome == TubeOutcome.Accepted ? f.OptionalReason : f.Reason);
    }
}
