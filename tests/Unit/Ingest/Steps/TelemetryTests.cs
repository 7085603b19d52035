using SpecimenLogistics.Protocol;

namespace SpecimenLogistics.Unit.Ingest;

public sealed class TelemetryTests
{
    [Fact]
    public async Task Sightings_and_seal_readings_of_a_batch_are_one_append_and_one_hint()
    {
        using var lane = new Lane("V001", Domain.DeviceClass.Vehicle, "vehicle:V001");
        await lane.Publish(
            ("v1/vehicles/V001/heard", Wire.Write(Publishing.Envelope(new HeardItem(1, 1, 1, "BE-1", -60), new HeardItem(2, 1, 1, "BE-2", -70)))),
            ("v1/vehicles/V001/seals", Wire.Write(Publishing.Envelope(new SealItem(3, 1, 1, "ES-1", true)))));
        Assert.Equal(3, Assert.Single(lane.Track.Batches).Heard.Count);
        var (hearer, hint) = Assert.Single(lane.Grains.Hints);
        Assert.Equal("vehicle/V001", hearer);
        Assert.Equal([("BE-1", null), ("BE-2", null), ("ES-1", (bool?)true)], hint.Rows.Select(row => (row.Code, row.Open)));
    }

    [Fact]
    public async Task A_position_wakes_no_grain()
    {
        using var lane = new Lane("V001", Domain.DeviceClass.Vehicle, "vehicle:V001");
        await lane.Publish("v1/vehicles/V001/position", Publishing.Positions(1));
        Assert.Empty(lane.Grains.Hints);
        Assert.Equal("vehicle/V001", Assert.Single(lane.Track.Batches).Hearer);
    }

    [Fact]
    public async Task A_dock_hears_for_itself()
    {
        using var lane = new Lane("LAB1-D1", Domain.DeviceClass.Dock, "dock:LAB1-D1");
        await lane.Publish("v1/docks/LAB1-D1/heard", Wire.Write(Publishing.Envelope(new HeardItem(1, 1, 1, "BE-V001", -60))));
        Assert.Equal("dock/LAB1-D1", Assert.Single(lane.Grains.Hints).Hearer);
    }

    [Fact]
    public async Task A_box_keeps_its_temperatures()
    {
        using var lane = new Lane("BX-0001", Domain.DeviceClass.Box, "box:BX-0001");
        await lane.Publish("v1/boxes/BX-0001/temperature", Wire.Write(Publishing.Envelope(new TemperatureItem(1, 1, 1, 4.5))));
        var batch = Assert.Single(lane.Track.Batches);
        Assert.Equal(("box/BX-0001", 4.5), (batch.Hearer, Assert.Single(batch.Temperatures).Celsius));
        Assert.Empty(lane.Grains.Hints);
    }
}
