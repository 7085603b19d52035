using CsCheck;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Tests.Unit.Domain;

/// <summary>Random orders of one date's plan, and what vehicles and sites hear of them. Made when asked for: other facts are made of these and these of others.</summary>
static class OrderFacts
{
    public static readonly DateOnly Date = new(2020, 9, 6);
    public static TripId T(int number) => Code.Parse<TripId>($"T{number:0000}");
    public static VehicleId V(int number) => Code.Parse<VehicleId>($"V{number:000}");
    public static SiteId S(string id) => Code.Parse<SiteId>(id);
    static Instant At(int minutes) => Facts.Morning + TimeSpan.FromMinutes(minutes);

    /// <summary>Out to a centre or two, to LAB1, home.</summary>
    public static PlannedTrip Trip(int number, int vehicle, params string[] centres) => new(T(number), V(vehicle), TripKind.Specimen,
        [new PlannedStop(S("WH1"), At(300), StopPurpose.Start, null), .. centres.Select(c => new PlannedStop(S(c), At(330), StopPurpose.Collect, 1)),
            new PlannedStop(S("LAB1"), At(370), StopPurpose.Unload, null), new PlannedStop(S("WH1"), At(400), StopPurpose.End, null)]);

    public static PlanMade Plan => new(Date, [Trip(1, 1, "CW01"), Trip(2, 2, "CW02", "CW03"), Trip(3, 3, "CW04")]);

    static Gen<Order> AnyOrder => Gen.Select(Gen.Int[1, 4], Gen.Int[1, 4], Gen.Int[0, 9]).Select((trip, vehicle, kind) => kind switch
    {
        0 => (Order)new AssignVehicle(T(trip), V(vehicle)),
        1 => new SwapVehicles(T(trip), T(vehicle)),
        2 => new SplitLoad(T(2), S("CW03"), T(9), V(vehicle)),
        3 => new AddTrip(Trip(8, vehicle, "CW05")),
        4 => new CancelTrip(T(trip)),
        5 => new Divert(T(trip), S("LAB2")),
        6 => new TransferBoxes(V(1), V(vehicle), [Code.Parse<BoxId>("BX-0001")], new GeoPoint(22.3, 114.1), T(7), S("LAB2")),
        7 => new SetIntake(S("LAB1"), IntakeState.Stopped, null, At(500)),
        8 => new SuspendSessions([new DeliveryId(Date, S("CW02"), 1)]),
        _ => new ResumeSessions([new DeliveryId(Date, S("CW02"), 1)]),
    });

    // One id, one order: a repeat has the same content.
    public static Gen<Recorded[]> OfPlan => Facts.Recorded(Gen.OneOf(
        Gen.Const((Fact)Plan), Gen.Const((Fact)new PlanMade(Date, [Trip(1, 4, "CW01")])),
        Gen.Select(Gen.Int[1, 6], AnyOrder).Select((n, order) => (Fact)new OrderGiven(Code.Parse<OrderId>($"ORD-{n}"), order, "because")),
        Gen.Const((Fact)new RoadNotice("Tunnel", new GeoPoint(22.29, 114.18), new GeoPoint(22.31, 114.18), At(300), null, "flooded"))));

    public static TripsSummary Told(long version) => new(Date, version == 1 ? [Trip(1, 1, "CW01")] : [], [.. Enumerable.Range(1, (int)version).Select(n => new Instruction(
        InstructionId.Of(Code.Parse<OrderId>($"ORD-{n}"), V(1)), Code.Parse<OrderId>($"ORD-{n}"), "divert", "Take your load to LAB2.", "because", At(300 + 10 * n), new Destination(S("LAB2"), [S("CW01")], [])))]);

    public static Gen<Fact> OfVehicle => Gen.OneOf(
        Gen.Long[1, 3].Select(v => (Fact)new Learned(Subject.OfPlan(Date), v, Told(v))),
        Gen.Select(Gen.Int[1, 3], Gen.Int[0, 2]).Select((n, mark) => mark switch
        {
            0 => (Fact)new InstructionSent(InstructionId.Of(Code.Parse<OrderId>($"ORD-{n}"), V(1))),
            1 => new InstructionSeen(InstructionId.Of(Code.Parse<OrderId>($"ORD-{n}"), V(1))),
            _ => new InstructionAccepted(InstructionId.Of(Code.Parse<OrderId>($"ORD-{n}"), V(1))),
        }),
        Gen.Enum<TroubleKind>().Select(t => (Fact)new TroubleReported(t, null)),
        Gen.Int[1, 3].Select(n => (Fact)new TimePassed(DeadlineKind.InstructionUnseen, At(302 + 10 * n))));
}
