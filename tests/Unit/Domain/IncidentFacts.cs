using CsCheck;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Tests.Unit.Domain;

/// <summary>Random facts about one incident, one delivery and the duty list.</summary>
static class IncidentFacts
{
    static readonly DeliveryId Delivery1 = Code.Parse<DeliveryId>("2020-09-06/CW01/1");
    static readonly StaffId?[] People = [null, Code.Parse<StaffId>("P-1"), Code.Parse<StaffId>("P-2")];
    static readonly Gen<StaffId?> Person = Gen.Int[0, 2].Select(i => People[i]);

    static Instant At(int minutes) => Facts.Morning + TimeSpan.FromMinutes(minutes);

    static readonly Gen<Fact> OfIncident = Gen.OneOf(
        // Two senders, as when two subjects share a cause; of one version there is one content.
        Gen.Select(Gen.Int[1, 2], Gen.Long[1, 6], (sender, version) => (Fact)new Learned(
            new Subject(SubjectKind.Delivery, $"D{sender}"), version,
            new CauseSummary(CauseKind.Late, version % 4 == 1 ? Severity.Amber : Severity.Red, version % 3 != 0, Subject.Of(Delivery1), At(sender), [$"{version}"], version % 3 == 0 ? "unloaded" : null))),
        Gen.Select(Gen.Enum<IncidentAct>(), Person, (act, owner) => (Fact)new IncidentActed(act, act is IncidentAct.Acknowledge or IncidentAct.Assign ? owner : null, null)),
        Gen.Select(Gen.Int[0, 90], Gen.Int[0, 10], (ten, two) => (Fact)new TimePassed(DeadlineKind.Unacknowledged, At(ten * 10 + two * 2))),
        Gen.Select(Gen.Int[0, 90], (ten) => (Fact)new TimePassed(DeadlineKind.OwnerGone, At(ten * 10 + 15))),
        Gen.Bool.Select(taken => (Fact)new IncidentSentOut("desk.example", taken, 1)));

    static readonly Gen<Fact> OfDelivery = Gen.OneOf(
        Gen.Long[1, 5].Select(v => (Fact)new Learned(Subject.Of(Delivery1.Site), v, new DeliverySummary(
            Delivery1.Site, "Hong Kong Park", "香港公園", null, At(0), At(100), v > 2 ? At(104) : null, TimeSpan.Zero, 90, v < 4 ? [] : [new DeliveredBox(Code.Parse<BoxId>("BX-0001"), true, 7, null), Apart(v)]))),
        Gen.Select(Gen.Bool, Gen.Int[-20, 20], (risk, margin) => (Fact)new RiskJudged(risk, margin)),
        Gen.OneOf(Gen.Const(DeadlineKind.Target), Gen.Const(DeadlineKind.NotClosed), Gen.Const(DeadlineKind.PlannedClosure), Gen.Const(DeadlineKind.LeftBehind), Gen.Const(DeadlineKind.NotSetDown)).SelectMany(
            kind => Gen.OneOf(Gen.Const(100), Gen.Const(120), Gen.Const(190), Gen.Const(194)).Select(m => (Fact)new TimePassed(kind, At(m)))));

    /// <summary>At a wrong laboratory, and later collected or not.</summary>
    static DeliveredBox Apart(long version) => new(Code.Parse<BoxId>("BX-0002"), true, 7, new CycleSummary(
        1, version == 5 ? BoxPlace.Held : BoxPlace.CentreSealed, null, 7, 0, At(90), version == 5 ? At(110) : null, null, version == 5 ? At(130) : null, null, Code.Parse<Party>("laboratory:LAB2"),
        null, null, [new Span(Code.Parse<Party>("centre:CW01"), At(0), false)], version == 5 ? [Discrepancy.WrongLaboratory] : [], TimeSpan.Zero));

    public static readonly Gen<Recorded[]> Of = Facts.Recorded(OfIncident, People);
    public static readonly Gen<Recorded[]> Delivery = Facts.Recorded(OfDelivery);
    public static readonly Gen<Recorded[]> Duty = Facts.Recorded(Gen.OneOf(
        Gen.Int[0, 2].Select(n => (Fact)new DutySet([.. People.OfType<StaffId>().Take(n)])),
        Gen.Int[5, 9].Select(high => (Fact)new LimitsSet(new TemperatureLimits(2, high, 30, 15))),
        Gen.Select(Gen.Int[0, 9], Gen.Bool, (held, said) => (Fact)new ShiftHandedOver(At(held), said ? "the ferry is late" : null, [new LeftOpen(ShiftMatter.Held, held, ["BX-0001"])])),
        Gen.Bool.Select(simulated => (Fact)new ProgrammeSet("Day", "Asia/Hong_Kong", simulated, null, null, null))), People);
}
