using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui;

namespace SpecimenLogistics.Unit.Ui;

public sealed class CanonicalTests
{
    static readonly Instant Noon = Instant.From(new DateTimeOffset(2020, 9, 6, 4, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Each_cycle_of_a_box_is_a_line_with_every_field_that_counts()
    {
        var box = new BoxView(
            Code.Parse<BoxId>("BX-0001"), Code.Parse<SealNumber>("ES-0001"), null, BoxPlace.WarehouseClean, Code.Parse<Party>("warehouse:WH1"), Noon, false,
            SealState.None, 0, 0, null, null, [],
            [
                Cycle(1, BoxPlace.WarehouseClean, "warehouse:WH1", SealState.OpenOnce, 200, 199, "ab12", [Discrepancy.MissingTubes, Discrepancy.CountMismatch]),
                Cycle(2, BoxPlace.WithCarrier, "vehicle:V001", SealState.None, 0, 0, null, []),
            ]);
        Assert.Equal(
            [
                "box|BX-0001|1|warehouse-clean|warehouse:WH1|ES-0001|open-once|200|199|ab12|count-mismatch,missing-tubes",
                "box|BX-0001|2|with-carrier|vehicle:V001|ES-0001|none|0|0|-|-",
            ], CanonicalLines.Of([box], [], []));
    }

    [Theory]
    [InlineData(DeliveryStage.Open, null, "planned|-")]
    [InlineData(DeliveryStage.Suspended, null, "suspended|-")]
    [InlineData(DeliveryStage.OnRoad, false, "on-road|no")]
    [InlineData(DeliveryStage.Received, true, "received|yes")]
    public void A_delivery_is_its_stage_its_verdict_and_its_boxes_in_order(DeliveryStage stage, bool? within, string expected)
    {
        var boxes = new[] { "BX-0002", "BX-0001" }.Select(b => new DeliveryBoxView(Code.Parse<BoxId>(b), null, null, 0, null, null, null)).ToArray();
        var delivery = new DeliveryView(
            Code.Parse<DeliveryId>("2020-09-06/CW01/2"), "Hall", "會堂", null, Noon, Noon, null, false, 90, Noon, stage, within, true, null, null, null, null, false, null, boxes);
        Assert.Equal([$"delivery|2020-09-06/CW01/2|{expected}|BX-0001,BX-0002"], CanonicalLines.Of([], [delivery], []));
    }

    [Fact]
    public void Visits_with_under_ten_minutes_between_them_are_one_and_a_vehicle_that_went_nowhere_has_a_line()
    {
        VisitView Stay(string site, int from, int to) => new(Code.Parse<SiteId>(site), Noon + TimeSpan.FromMinutes(from), Noon + TimeSpan.FromMinutes(to), "beacon");
        var lines = CanonicalLines.Of([], [], [Vehicle("V002"), Vehicle("V001", Stay("WH1", 0, 10), Stay("CW01", 30, 40), Stay("CW01", 49, 55), Stay("CW01", 65, 70), Stay("LAB1", 80, 90))]);
        Assert.Equal(["visits|V001|WH1,CW01,CW01,LAB1", "visits|V002|-"], lines);
    }

    [Fact]
    public void The_hash_is_over_each_line_and_a_line_feed()
    {
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", CanonicalLines.Hash([]));
        var both = System.Security.Cryptography.SHA256.HashData("a\nb\n"u8.ToArray());
        Assert.Equal(Convert.ToHexStringLower(both), CanonicalLines.Hash(["a", "b"]));
    }

    static CycleView Cycle(int number, BoxPlace place, string holder, SealState seal, int packed, int received, string? tubes, Discrepancy[] found) =>
        new(number, place, Code.Parse<Party>(holder), seal, packed, received, tubes, null, null, null, null, [], found);

    static VehicleView Vehicle(string id, params VisitView[] visits) =>
        new(Code.Parse<VehicleId>(id), null, new AccountView(0, 0, 0, 0), [], visits, null, []);
}
