using MQTTnet;
using MQTTnet.Packets;
using SpecimenLogistics.Ingest;

namespace SpecimenLogistics.Unit.Ingest;

/// <summary>Lanes of different devices are done in any order, and the broker hears of it in the order in which it sent.</summary>
public sealed class BrokerAcknowledgementTests
{
    [Fact]
    public async Task What_came_first_is_acknowledged_first_whoever_is_done_first()
    {
        var (connection, told) = (new BrokerConnection(_ => { }), new List<ushort>());
        for (ushort n = 1; n <= 4; n++) connection.Take(Message(n, told));
        await connection.Acknowledge(new ushort[] { 3, 2 });
        Assert.Empty(told);
        await connection.Acknowledge(new ushort[] { 1 });
        Assert.Equal([1, 2, 3], told);
        await connection.Acknowledge(new ushort[] { 4 });
        Assert.Equal([1, 2, 3, 4], told);
    }

    [Fact]
    public async Task Of_a_connection_that_has_ended_nothing_is_acknowledged_any_more()
    {
        var (ends, told) = (new List<Refusal>(), new List<ushort>());
        var connection = new BrokerConnection(ends.Add);
        connection.Take(Message(1, told));
        connection.Close(Refusal.NotStored);
        connection.Close(Refusal.BrokerLost);
        await connection.Acknowledge(new ushort[] { 1 });
        Assert.Empty(told);
        Assert.Equal([Refusal.NotStored], ends);
    }

    static MqttApplicationMessageReceivedEventArgs Message(ushort packet, List<ushort> told) =>
        new("gateway", new MqttApplicationMessage { Topic = "v1/scanners/S1/scan" }, new MqttPublishPacket { PacketIdentifier = packet, QualityOfServiceLevel = MQTTnet.Protocol.MqttQualityOfServiceLevel.AtLeastOnce }, (_, _) =>
        {
            told.Add(packet);
            return Task.CompletedTask;
        });
}
