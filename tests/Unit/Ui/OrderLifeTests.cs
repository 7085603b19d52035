using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui;

namespace SpecimenLogistics.Unit.Ui;

/// <summary>Whichever way an order touches a thing, it is told in that thing's record, and in no other's.</summary>
public sealed class OrderLifeTests
{
    static readonly DateOnly Day = new(2020, 9, 6);
    static readonly PlannedTrip Planned = new(Code.Parse<TripId>("T1"), V("V001"), TripKind.Specimen, [new PlannedStop(S("CW01"), new Instant(1), StopPurpose.Collect, 2), new PlannedStop(S("LAB1"), new Instant(2), StopPurpose.Unload, null)]);

    static VehicleId V(string id) => Code.Parse<VehicleId>(id);
    static SiteId S(string id) => Code.Parse<SiteId>(id);

    public static TheoryData<string, string, string> Cases => new()
    {
        { "divert", "delivery", "2020-09-06/CW01/2" }, { "transfer", "delivery", "2020-09-06/CW01/2" }, { "divert", "site", "LAB2" }, { "supply", "site", "CW02" },
        { "divert", "vehicle", "V001" }, { "transfer", "vehicle", "V002" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_order_is_told_where_it_matters(string order, string kind, string id) => Assert.Contains(order, About(kind, id));

    [Fact]
    public void And_not_elsewhere()
    {
        Assert.Empty(About("delivery", "2020-09-06/CW02/2"));
        Assert.Equal(["supply"], About("site", "CW02"));
        Assert.Equal(["transfer"], About("vehicle", "V002"));
    }

    static IReadOnlyList<string> About(string kind, string id)
    {
        var (box, views, position) = (Code.Parse<BoxId>("BX-1"), new ViewCache(), 0L);
        Order[] orders =
        [
            new Divert(Planned.Trip, S("LAB2")), new TransferBoxes(V("V001"), V("V002"), [box], new GeoPoint(22, 114), Code.Parse<TripId>("T-HELP"), S("LAB1")),
            new OrderSupply(S("CW02"), 1, 50, Code.Parse<TripId>("T-SUP"), V("V003")),
        ];
        string[] names = ["divert", "transfer", "supply"];
        OrderId Id(int n) => Code.Parse<OrderId>($"ORD-{names[n]}");
        InstructionView Told(int n, string vehicle) => new(Code.Parse<InstructionId>($"ORD-{names[n]}.{vehicle}"), Id(n), names[n], "", "", new Instant(5), null, null, null, null);
        void Put<T>(string row, string key, T view) => views.Apply(new EntityRow(row, key, 1, ++position, 0, ViewJson.Write(view)));
        Put("plan", "2020-09-06", new PlanView(Day, [Planned]) { Orders = [.. orders.Select((o, n) => new OrderView(Id(n), new Instant(n), null, "", o))] });
        VehicleView Vehicle(string name, params InstructionView[] told) => new(V(name), null, new AccountView(0, 0, 0, 0), [], [], null, []) { Instructions = told };
        Put("vehicle", "V001", Vehicle("V001", Told(0, "V001"), Told(1, "V001")));
        Put("vehicle", "V002", Vehicle("V002", Told(1, "V002")));
        foreach (var (site, boxes) in new[] { ("CW01", new[] { box }), ("CW02", []) })
            Put("delivery", $"2020-09-06/{site}/2", new DeliveryView(new DeliveryId(Day, S(site), 2), "", "", S("LAB1"), default, default, null, false, 90, default, DeliveryStage.OnRoad, null, true, null, null, null, null, false, null,
                [.. boxes.Select(b => new DeliveryBoxView(b, null, null, 1, null, null, null))]));
        return [.. OrderLife.About(kind, id, views).Select(o => o.Given.Id.Value["ORD-".Length..]).Order(StringComparer.Ordinal)];
    }
}
