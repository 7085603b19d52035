using CsCheck;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Tests.Unit.Domain;

/// <summary>Random facts of a small world: few boxes, places and people, so that they meet.</summary>
static class Facts
{
    public static readonly Instant Morning = Instant.From(new DateTimeOffset(2020, 9, 6, 0, 0, 0, TimeSpan.Zero));

    static Gen<T> One<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
    static Party P(string text) => Code.Parse<Party>(text);

    /// <summary>What is said to whom, as bytes that can be compared.</summary>
    public static IEnumerable<string> Words(IReadOnlyDictionary<Subject, Summary> said) =>
        said.OrderBy(s => s.Key.Value, StringComparer.Ordinal).Select(s => $"{s.Key}: {System.Text.Encoding.UTF8.GetString(SummaryJson.Write(s.Value))}");

    public static readonly Gen<Party> Anybody = One(
        P("centre:CW01"), P("centre:CW02"), P("laboratory:LAB1"), P("warehouse:WH1"), P("vehicle:V001"), P("vehicle:V002"), P("courier:C01"));
    static readonly Gen<SealNumber?> Seal = One<SealNumber?>(null, Code.Parse<SealNumber>("ES-1"), Code.Parse<SealNumber>("ES-2"));
    static readonly Gen<TubeSerial> Tube = Gen.Int[1, 12].Select(i => Code.Parse<TubeSerial>($"T{i:000}"));

    public static readonly Gen<Fact> OfBox = Gen.OneOf(
        Tube.Select(t => (Fact)new TubePacked(t, P("centre:CW01"))),
        Tube.Select(t => (Fact)new TubePacked(t, P("centre:CW02"))),
        Tube.Select(t => (Fact)new TubeUnpacked(t, P("centre:CW01"))),
        Tube.Select(t => (Fact)new TubeUnpacked(t, P("centre:CW02"))),
        Gen.Int[0, 12].Select(n => (Fact)new BoxSealed(Code.Parse<SealNumber>("ES-1"), null, n, P("centre:CW01"))),
        Gen.Select(Tube.Array[0, 6], Gen.Int[0, 900], Gen.Int[0, 2]).Select((tubes, at, n) => (Fact)new ContentsCarried(
            Code.Parse<SealNumber>("ES-1"), n == 0 ? null : Code.Parse<MechanicalSealNumber>($"MS-{n}"), 3, tubes, P("centre:CW01"), null, Morning + TimeSpan.FromMinutes(at), Code.Parse<DeviceId>("PH-1"), P("vehicle:V001"))),
        Gen.Int[1, 2].Select(n => (Fact)new BoxSealed(Code.Parse<SealNumber>("ES-1"), Code.Parse<MechanicalSealNumber>($"MS-{n}"), 3, P("centre:CW01"))),
        Gen.Const((Fact)new BoxReopened(P("centre:CW01"), "late tube")),
        Gen.Select(Gen.Bool, Anybody, Anybody, Seal, (side, from, to, seal) => (Fact)new HandedOver(side ? HandoverSide.Give : HandoverSide.Take, from, to, seal)),
        Gen.Select(Gen.Bool, Seal, (one, seal) => (Fact)new BoxUnloaded(Code.Parse<DockId>(one ? "LAB1-D1" : "LAB1-D2"), P("laboratory:LAB1"), seal)),
        Gen.Select(Seal, Gen.Enum<Condition>(), Gen.Bool, (seal, condition, one) => (Fact)new BoxReceived(P(one ? "laboratory:LAB1" : "laboratory:LAB2"), seal, condition)),
        Gen.Const((Fact)new BoxUnloaded(Code.Parse<DockId>("LAB2-D1"), P("laboratory:LAB2"), null)),
        One<Fact>(new BoxHeld("wet"), new BoxReleased(P("laboratory:LAB1"), "accepted here"), new BoxWrittenOff("burnt"), new SealInspected(true, null), new SealInspected(false, null), new BeaconJoined(Code.Parse<BeaconId>("B-2"))),
        Anybody.Select(p => (Fact)new CustodyCorrected(p, "counted by hand")),
        Gen.Int[0, 900].Select(m => (Fact)new TimePassed(DeadlineKind.HalfHandover, Morning + TimeSpan.FromMinutes(m / 10 * 10 + 15))),
        Gen.Long[1, 3].Select(v => (Fact)new Learned(new Subject(SubjectKind.Site, "CW01"), v, new BoundSummary(Code.Parse<SiteId>(v == 2 ? "LAB2" : "LAB1")))),
        Gen.Select(Tube, Gen.Long[2, 4], (t, v) => (Fact)new Learned(Subject.Of(t), v, new TubeSeenSummary(t, [new TubeSeen(Code.Parse<BoxId>("BX-0001"), Morning + TimeSpan.FromMinutes(v)), new TubeSeen(Code.Parse<BoxId>("BX-0002"), Morning + TimeSpan.FromMinutes(3), v == 4 ? Morning + TimeSpan.FromMinutes(5) : null)]))),
        Gen.Select(Tube.Array[1, 6], Gen.Enum<TubeOutcome>(), (t, outcome) => (Fact)new TubesRead(P("laboratory:LAB1"), t, outcome, outcome == TubeOutcome.Accepted ? null : "label torn")),
        Gen.Const((Fact)new BoxEmptied(P("laboratory:LAB1"))),
        Gen.Const((Fact)new BoxReturned(P("warehouse:WH1"), P("vehicle:V002"))),
        Gen.Enum<Finding>().Select(f => (Fact)new BoxLookedInto(P("warehouse:WH1"), f)),
        Gen.Int[0, 2].Select(n => (Fact)new BoxDisinfected(P("warehouse:WH1"), "UV", n == 0 ? null : n * 30)),
        Gen.Const((Fact)new BoxIssued(P("warehouse:WH1"), P("centre:CW02"))),
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 40], Gen.Bool, (judged, above, closed) => (Fact)new TemperatureJudged(Morning + TimeSpan.FromMinutes(judged), new ColdChain(
            Morning, Morning + TimeSpan.FromMinutes(300), closed, TemperatureLimits.Usual, 200, above, 0, 0, above > 30 ? Morning : null, 5, 4, 9, 6, Morning + TimeSpan.FromMinutes(above * 8)))),
        Gen.Int[0, 900].Select(m => (Fact)new TimePassed(DeadlineKind.Unaccounted, Morning + TimeSpan.FromMinutes(m))),
        Gen.Select(Gen.Long[1, 4], Gen.Int[0, 900], Gen.Int[1, 2], (version, at, count) => (Fact)new Learned(
            new Subject(SubjectKind.Vehicle, "V001"), version,
            // Of one sender's one version there is one content.
            new SightingSummary(new Subject(SubjectKind.Vehicle, "V001"), null, version % 2 == 0 ? [] : [new OpenSeal(new Subject(SubjectKind.Box, "BX-0001"), Code.Parse<SealNumber>("ES-1"), Morning + TimeSpan.FromMinutes(300 + version), Morning + TimeSpan.FromMinutes(300 + version), 2)],
                version == 3 ? [new Bound(Code.Parse<SiteId>("LAB2"), Morning + TimeSpan.FromMinutes(200), null)] : null)
            { Beside = version == 4 ? new Stay(new Subject(SubjectKind.Box, "BX-0001"), Morning + TimeSpan.FromMinutes(290), Morning + TimeSpan.FromMinutes(400), -55) : null })),
        One("centre:CW01", "warehouse:WH1").Select(p => (Fact)new BoxRegistered(Code.Parse<SealNumber>("ES-1"), Code.Parse<BeaconId>("B-1"), P(p))));

    static readonly Gen<Fact> OfVehicle = Gen.OneOf(
        OrderFacts.OfVehicle, OrderFacts.OfVehicle,
        One("CW01", "CW02", "LAB1").Select(s => (Fact)new Arrived(Code.Parse<SiteId>(s))),
        Gen.Long[1, 9].Select(n => (Fact)new TelemetryJudged(n, Evidence(n))),
        Gen.Int[0, 900].Select(m => (Fact)new FellSilent(Morning + TimeSpan.FromMinutes(m))),
        Gen.Int[0, 900].Select(m => (Fact)new HeardAgain(Morning + TimeSpan.FromMinutes(m))),
        Gen.Long[1, 5].Select(v => (Fact)new Learned(new Subject(SubjectKind.Box, "BX-0001"), v, Box("BX-0001", v))),
        Gen.Long[1, 5].Select(v => (Fact)new Learned(new Subject(SubjectKind.Box, "BX-0002"), v, Box("BX-0002", v))));

    static readonly Gen<Fact> OfDevice = Gen.OneOf(
        One("centre:CW01", "centre:CW02").Select(p => (Fact)new DeviceRegistered(DeviceClass.Scanner, "salt", p, p)),
        One<Fact>(new DeviceRevoked("lost"), new DeviceRevoked("given back"), new DeviceReleased("found again"), new TrackingAgreed(Code.Parse<TripId>("T1")), new TrackingWithdrawn()),
        Gen.UInt[1, 2].Select(boot => (Fact)new ClockMeasured(boot, Morning + TimeSpan.FromMinutes(boot), 0, TimeSpan.FromSeconds(1), true)));

    static readonly Gen<Fact> OfSite = Gen.OneOf(
        Gen.Long[1, 3].Select(v => (Fact)new Learned(Subject.OfPlan(OrderFacts.Date), v, new SiteOrdersSummary(
            OrderFacts.Date, v == 2 ? new SetIntake(OrderFacts.S("CW01"), IntakeState.Stopped, null, null) : null, v == 3 ? [] : [new DeliveryId(OrderFacts.Date, OrderFacts.S("CW01"), 2)]))),
        One(60, 90).Select(target => (Fact)new SiteRegistered(
            "Hong Kong Park", "香港公園", "Central", 22.27, 114.16, 50, SiteRole.Centre, Code.Parse<BeaconId>("B-CW01"), Code.Parse<SiteId>("LAB1"), target, [], [], 100)),
        Gen.Const((Fact)new SessionsPlanned(new DateOnly(2020, 9, 6), [Session(1, 330), Session(2, 720)])),
        Gen.Select(Gen.Int[1, 2], One("BX-0001", "BX-0002", "BX-0003").Array[0, 2], (n, boxes) => (Fact)new SessionClosed(
            new DeliveryId(new DateOnly(2020, 9, 6), Code.Parse<SiteId>("CW01"), n), [.. boxes.Distinct().Select(b => new Declared(Code.Parse<BoxId>(b), 7))], null)),
        Gen.Int[1, 50].Select(n => (Fact)new KitsArrived(n, P("vehicle:V001"), n % 3 == 0 ? null : Code.Parse<LotId>($"K-{n % 3}"), n % 3 == 0 ? null : new DateOnly(2021, 1, 1 + n % 2))),
        Gen.Select(Gen.Bool, Gen.Int[0, 5], (low, m) => (Fact)new StockJudged(low, low ? Morning + TimeSpan.FromMinutes(m) : null, m * 50, m)),
        Gen.Select(Gen.Int[1, 3], Gen.Bool, (version, torn) => (Fact)new ReasonsListed(version, [new BenchReason(torn ? "TORN" : "WET", "Label torn", "標籤撕破", TubeOutcome.Rejected)])),
        Gen.Long[1, 5].Select(v => (Fact)new Learned(new Subject(SubjectKind.Box, "BX-0001"), v, Box("BX-0001", v))),
        Gen.Long[1, 5].Select(v => (Fact)new Learned(new Subject(SubjectKind.Box, "BX-0002"), v, Box("BX-0002", v))));

    static PlannedSession Session(int number, int closes) => new(
        new DeliveryId(new DateOnly(2020, 9, 6), Code.Parse<SiteId>("CW01"), number), Morning + TimeSpan.FromMinutes(closes - 300), Morning + TimeSpan.FromMinutes(closes));

    static Evidence Evidence(long n) => new(
        [.. Enumerable.Range(0, (int)n).Select(i => new Stay(new Subject(SubjectKind.Site, i % 2 == 0 ? "CW01" : "LAB1"), Morning + TimeSpan.FromMinutes(i * 40), Morning + TimeSpan.FromMinutes(i * 40 + 9), i % 3 == 0 ? -90 : -60))],
        []);

    static BoxSummary Box(string id, long version) => new(Code.Parse<BoxId>(id), [new CycleSummary(
        1, version < 3 ? BoxPlace.CentreSealed : BoxPlace.WithCarrier, P("centre:CW01"), 7, 0, Morning + TimeSpan.FromMinutes(320 + version), null, null, null, null, null, null, null,
        version < 3 ? [new Span(P("centre:CW01"), Instant.Min, false)] : [new Span(P("centre:CW01"), Instant.Min, false), new Span(P("vehicle:V001"), Morning + TimeSpan.FromMinutes(340), false)],
        [], TimeSpan.Zero)]);

    static readonly StaffId?[] People = [null, Code.Parse<StaffId>("P-1"), Code.Parse<StaffId>("P-2")];
    public static readonly Gen<Recorded[]> BoxLife = Recorded(OfBox, People);
    public static readonly Gen<Recorded[]> Vehicle = Recorded(OfVehicle);
    public static readonly Gen<Recorded[]> Site = Recorded(OfSite);
    public static readonly Gen<Recorded[]> Device = Recorded(OfDevice, People);

    public static Gen<Recorded[]> Recorded(Gen<Fact> fact, StaffId?[]? actors = null) =>
        Gen.Select(fact, Gen.Int[0, 900], Gen.Int[1, 3], Gen.Int[0, 1000]).Array[1, 30].Select(all => all
            // The same second and the same device often: ties are where orders go wrong.
            .Select((f, i) => new Recorded(
                FactIds.Named($"test\n{i}\n{f.Item4}"), new Stamp(Morning + TimeSpan.FromMinutes(f.Item2 / 10 * 10), $"S{f.Item3}", 1, i, 0), TimeSpan.Zero, null,
                Morning, actors?[f.Item4 % actors.Length], actors?[f.Item2 % actors.Length], null, f.Item1)).ToArray());
}
