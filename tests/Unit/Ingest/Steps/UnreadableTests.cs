using System.Text;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Protocol;
using SpecimenLogistics.Tests.Mqtt;

namespace SpecimenLogistics.Unit.Ingest;

public sealed class UnreadableTests
{
    static Lane Vehicle() => new("V001", Domain.DeviceClass.Vehicle, "vehicle:V001");

    [Theory]
    [InlineData("v1/vehicles/V001/position", "not json", "not_understood")]
    [InlineData("v1/vehicles/V001/position", """{"boot":7,"sent_up_ms":1,"sent_at":1,"items":[{"seq":1}]}""", "not_understood")]
    [InlineData("v1/vehicles/V001/position", """{"boot":7,"sent_up_ms":9000000000000000000,"sent_at":1,"items":[]}""", "out_of_range")]
    [InlineData("v1/vehicles/V001/hello", """{"boot":7,"sent_up_ms":1,"sent_at":1,"items":null}""", "not_understood")]
    [InlineData("v1/vehicles/V002/position", "{}", "other_device")]
    [InlineData("v1/scanners/V001/scan", "{}", "wrong_class")]
    [InlineData("v1/vehicles/V001/instructions", "{}", "unknown_topic")]
    [InlineData("v1/vehicles/V001/temperature", "{}", "unknown_topic")]
    [InlineData("v2/vehicles/V001/position", "{}", "unknown_topic")]
    [InlineData("", "{}", "unknown_topic")]
    public async Task What_cannot_be_understood_is_kept_with_its_reason_acknowledged_and_counted(string topic, string payload, string reason)
    {
        using var lane = Vehicle();
        await lane.Publish(topic, Encoding.UTF8.GetBytes(payload));
        var kept = Assert.Single(lane.Store.Unreadable);
        Assert.Equal((topic, payload, "V001"), (kept.Topic, Encoding.UTF8.GetString(kept.Payload), kept.Device));
        Assert.StartsWith(reason + ":", kept.Reason);
        Assert.Equal(1, lane.Counts.Unreadable[reason]);
        Assert.Equal(1, lane.Connection.Acknowledged);
        Assert.False(lane.Connection.IsClosed);
    }

    [Fact]
    public async Task One_bad_scan_is_set_aside_alone()
    {
        using var lane = new Lane("S001", Domain.DeviceClass.Scanner, "centre:CW01");
        ScanItem Pack(long seq, string tube) => new(seq, Publishing.UpMs, Publishing.At, Act.Pack) { Box = "BX-0001", Tube = tube };
        var payload = Wire.Write(Publishing.Envelope(Pack(1, "T1"), Pack(2, "A123456(7)"), Pack(3, "T3")));
        await lane.Publish("v1/scanners/S001/scan", payload);
        await lane.Publish("v1/scanners/S001/scan", payload);

        Assert.Equal([1L, 3], lane.Grains.About("box/BX-0001").Select(f => f.Stamp.Seq));
        var kept = Assert.Single(lane.Store.Unreadable);
        Assert.DoesNotContain("A123456", Encoding.UTF8.GetString(kept.Payload));
        Assert.True(Wire.TryScans(kept.Payload, out var alone, out _));
        Assert.Equal(2, Assert.Single(alone.Items).Seq);
    }

    [Fact]
    public async Task A_device_that_sends_it_again_says_so()
    {
        await using var gateway = await Gateway.Start();
        using var device = await RawDevice.SignOn(gateway);
        await device.Write(MqttBytes.Publish(1, "v9/x", [1]));
        await device.Write(MqttBytes.Publish(1, "v9/x", [1], again: true));
        await device.Read(8);
        Assert.Equal([false, true], gateway.Store.Unreadable.Select(u => u.Again));
    }

    [Fact]
    public async Task The_second_attempt_at_keeping_it_says_that_the_first_may_have_succeeded()
    {
        using var lane = Vehicle();
        lane.Store.LoseAnswers = 1;
        await lane.Publish("v9/x", [1]);
        Assert.Equal([false, true], lane.Store.Unreadable.Select(u => u.Again));
        Assert.Equal((1, 1L), (lane.Connection.Acknowledged, lane.Counts.Unreadable["unknown_topic"]));
    }

    [Fact]
    public async Task A_scanner_has_no_telemetry_of_its_own()
    {
        using var lane = new Lane("V001", Domain.DeviceClass.Vehicle, "centre:CW01");
        await lane.Publish("v1/vehicles/V001/position", Publishing.Positions(1));
        Assert.StartsWith("wrong_place", Assert.Single(lane.Store.Unreadable).Reason);
    }
}
