using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace SpecimenLogistics.Ingest;

/// <summary>What the gateway offers of MQTT, told to clients that can be told (MQTT 5), and taken from all.</summary>
static class Limits
{
    public static void Announce(MqttConnAckPacket answer, IngestOptions options)
    {
        answer.MaximumQoS = MqttQualityOfServiceLevel.AtLeastOnce;
        answer.ReceiveMaximum = (ushort)options.MaxPending;
        answer.MaximumPacketSize = (uint)options.MaxPacketBytes;
        answer.TopicAliasMaximum = 0;
        answer.RetainAvailable = false;
        answer.WildcardSubscriptionAvailable = false;
        answer.SubscriptionIdentifiersAvailable = false;
        answer.SharedSubscriptionAvailable = false;
    }

    /// <summary>
    /// A connect without what we do not keep: no session, no will (which would be sent to another device's topic unasked).
    /// The keep-alive is the guard's business, since the broker does not see the publishes.
    /// </summary>
    public static MqttPacket Plain(MqttPacket packet, ConnectionWatch watch)
    {
        if (packet is not MqttConnectPacket connect) return packet;
        watch.KeepAlive(connect.KeepAlivePeriod);
        connect.KeepAlivePeriod = 0;
        connect.CleanSession = true;
        connect.SessionExpiryInterval = 0;
        connect.WillFlag = false;
        return connect;
    }
}
