using System.Net.Sockets;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using SpecimenLogistics.Ingest;
using SpecimenLogistics.Tests.Mqtt;

namespace SpecimenLogistics.Unit.Ingest;

public sealed class LimitTests
{
    static async Task Refused(Gateway gateway, string reason) => await Publishing.Until(() => gateway.Counts.Refusals[reason] == 1);

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Only_QoS_1_is_taken(int qos)
    {
        await using var gateway = await Gateway.Start();
        using var device = await RawDevice.SignOn(gateway);
        await device.Write(MqttBytes.Publish(1, "v1/vehicles/V001/position", Publishing.Positions(1), qos));
        Assert.Empty(await device.ReadToEnd());
        await Refused(gateway, "not_qos1");
        Assert.Equal(0, gateway.Track.Rows);
    }

    [Fact]
    public async Task A_client_that_can_be_told_is_told_why()
    {
        await using var gateway = await Gateway.Start();
        var client = await gateway.Connect(version: MqttProtocolVersion.V500);
        MqttClientDisconnectReason? reason = null;
        client.DisconnectedAsync += e => { reason = e.Reason; return Task.CompletedTask; };
        await Assert.ThrowsAnyAsync<Exception>(() => client.Send("v1/vehicles/V001/position", Publishing.Positions(1), MqttQualityOfServiceLevel.ExactlyOnce));
        await Publishing.Until(() => reason is not null);
        Assert.Equal(MqttClientDisconnectReason.QosNotSupported, reason);
    }

    [Fact]
    public async Task A_claim_of_a_huge_packet_closes_before_any_of_it_is_kept()
    {
        await using var gateway = await Gateway.Start();
        using var device = await RawDevice.SignOn(gateway);
        await device.Write(0x32, 0xFF, 0xFF, 0xFF, 0x7F);
        await device.ReadToEnd();
        await Refused(gateway, "packet_too_large");
    }

    [Fact]
    public async Task Nor_may_a_connect_be_huge()
    {
        await using var gateway = await Gateway.Start();
        using var device = await RawDevice.Open(gateway);
        await device.Write(0x10, 0xFF, 0xFF, 0xFF, 0x7F);
        await device.ReadToEnd();
        await Refused(gateway, "packet_too_large");
    }

    [Fact]
    public async Task The_largest_payload_still_fits()
    {
        await using var gateway = await Gateway.Start();
        using var device = await RawDevice.SignOn(gateway);
        await device.Write(MqttBytes.Publish(1, "v1/vehicles/V001/position", new byte[SpecimenLogistics.Protocol.Envelope.MaxBytes]));
        Assert.Equal(MqttBytes.PubAck(1), await device.Read(4));
        Assert.Equal(1, gateway.Counts.Unreadable["not_understood"]);
    }

    [Theory]
    [InlineData(new byte[] { 0x00, 0x00 })]
    [InlineData(new byte[] { 0x32, 0x01, 0x00 })]
    [InlineData(new byte[] { 0x32, 0xFF, 0xFF, 0xFF, 0xFF, 0x01 })]
    [InlineData(new byte[] { 0xF0, 0x02, 0x00, 0x00 })]
    public async Task What_is_not_MQTT_closes_the_connection(byte[] bytes)
    {
        await using var gateway = await Gateway.Start();
        using var device = await RawDevice.SignOn(gateway);
        await device.Write(bytes);
        await device.ReadToEnd();
        Assert.Equal(1, gateway.Counts.Refusals.Values.Sum());
    }

    [Fact]
    public async Task Who_does_not_sign_on_in_time_is_closed()
    {
        await using var gateway = await Gateway.Start(o => o.ConnectDeadline = TimeSpan.FromMilliseconds(200));
        using var device = await RawDevice.Open(gateway);
        await device.Write(0x10);
        await device.ReadToEnd();
        await Refused(gateway, "connect_too_slow");
    }

    [Fact]
    public void Five_thousand_devices_may_be_connected_at_once() => Assert.InRange(new IngestOptions().MaxConnections, 5_000, int.MaxValue);

    [Fact]
    public async Task One_connection_too_many_is_closed_at_once()
    {
        await using var gateway = await Gateway.Start(o => o.MaxConnections = 1);
        using var first = await RawDevice.SignOn(gateway);
        try
        {
            using var second = await RawDevice.Open(gateway);
            await second.ReadToEnd();
        }
        catch (SocketException) { /* reset while it was still connecting */ }
        await Refused(gateway, "too_many_connections");
        await first.Write(RawDevice.Fix(1));
        Assert.Equal(MqttBytes.PubAck(1), await first.Read(4));
    }

    [Fact]
    public async Task A_silent_device_is_closed_after_its_keep_alive_and_a_speaking_one_is_not()
    {
        await using var gateway = await Gateway.Start();
        using var silent = await RawDevice.SignOn(gateway, "S001", keepAlive: 1);
        using var speaking = await RawDevice.SignOn(gateway, "V001", keepAlive: 1);
        var ended = silent.ReadToEnd();
        for (ushort packet = 1; !ended.IsCompleted; packet++)
        {
            await speaking.Write(RawDevice.Fix(packet));
            Assert.Equal(MqttBytes.PubAck(packet), await speaking.Read(4));
            await Task.WhenAny(ended, Task.Delay(100, TestContext.Current.CancellationToken));
        }
        await Refused(gateway, "keep_alive_missed");
    }

    [Fact]
    public async Task A_fast_device_is_slowed_down_and_loses_nothing()
    {
        await using var gateway = await Gateway.Start(o => o.PublishesPerSecond = 100);
        using var device = await RawDevice.SignOn(gateway);
        for (ushort packet = 1; packet <= 130; packet++) await device.Write(RawDevice.Fix(packet));
        var acknowledged = await device.Read(4 * 130);
        Assert.Equal(130, gateway.Track.Rows);
        Assert.Equal(MqttBytes.PubAck(130), acknowledged[^4..]);
        Assert.True(gateway.Counts.Other["throttled_reads"] > 0);
    }

    [Fact]
    public async Task A_gateway_that_stops_does_not_wait_for_its_devices()
    {
        await using var gateway = await Gateway.Start();
        using var device = await RawDevice.SignOn(gateway);
        var ended = device.ReadToEnd();
        await gateway.Stop();
        Assert.Empty(await ended);
    }

    [Fact]
    public async Task Retained_is_ignored()
    {
        await using var gateway = await Gateway.Start();
        var client = await gateway.Connect();
        var result = await client.PublishAsync(new MqttApplicationMessage
        {
            Topic = "v1/vehicles/V001/position", PayloadSegment = Publishing.Positions(1), Retain = true, QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce,
        }, TestContext.Current.CancellationToken);
        Assert.True(result.IsSuccess);
        Assert.Equal(1, gateway.Track.Rows);
    }
}
