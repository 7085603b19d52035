using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace SpecimenLogistics.Simulators.Fleet.Mqtt;

/// <summary>
/// The packets a QoS 1 publisher sends, as MQTT 3.1.1 (OASIS, 2014) and 5.0 (OASIS, 2019) lay them out. Version 5 differs
/// for us by a property length of zero in CONNECT and PUBLISH.
/// </summary>
internal static class Packets
{
    const byte ConnectHeader = 0x10, PublishQos1 = 0x32, SentAgain = 0x08, PingHeader = 0xC0, DisconnectHeader = 0xE0, SubscribeHeader = 0x82, PubAckHeader = 0x40;
    const byte CleanStartWithUser = 0b1000_0010, Password = 0b0100_0000;

    /// <param name="secret">null where something else says who it is.</param>
    public static void Connect(IBufferWriter<byte> to, MqttVersion version, string clientId, string user, string? secret, ushort keepAliveSeconds)
    {
        var length = 2 + 4 + 1 + 1 + 2 + (version == MqttVersion.V5 ? 1 : 0)
            + 2 + Encoding.UTF8.GetByteCount(clientId) + 2 + Encoding.UTF8.GetByteCount(user) + (secret is null ? 0 : 2 + Encoding.UTF8.GetByteCount(secret));
        Header(to, ConnectHeader, length);
        Text(to, "MQTT"u8);
        Byte(to, (byte)version);
        Byte(to, (byte)(secret is null ? CleanStartWithUser : CleanStartWithUser | Password));
        Number(to, keepAliveSeconds);
        if (version == MqttVersion.V5) Byte(to, 0);
        Text(to, Encoding.UTF8.GetBytes(clientId));
        Text(to, Encoding.UTF8.GetBytes(user));
        if (secret is not null) Text(to, Encoding.UTF8.GetBytes(secret));
    }

    /// <param name="again">The same publish, byte for byte, went out before and was not acknowledged.</param>
    public static void Publish(IBufferWriter<byte> to, MqttVersion version, ReadOnlySpan<byte> topic, ReadOnlySpan<byte> payload, ushort packetId, bool again = false)
    {
        Header(to, again ? (byte)(PublishQos1 | SentAgain) : PublishQos1, 2 + topic.Length + 2 + (version == MqttVersion.V5 ? 1 : 0) + payload.Length);
        Text(to, topic);
        Number(to, packetId);
        if (version == MqttVersion.V5) Byte(to, 0);
        to.Write(payload);
    }

    /// <summary>To one topic, at QoS 1.</summary>
    public static void Subscribe(IBufferWriter<byte> to, MqttVersion version, ReadOnlySpan<byte> topic, ushort packetId)
    {
        Header(to, SubscribeHeader, 2 + (version == MqttVersion.V5 ? 1 : 0) + 2 + topic.Length + 1);
        Number(to, packetId);
        if (version == MqttVersion.V5) Byte(to, 0);
        Text(to, topic);
        Byte(to, 1);
    }

    public static void PubAck(IBufferWriter<byte> to, ushort packetId)
    {
        Header(to, PubAckHeader, 2);
        Number(to, packetId);
    }

    public static ReadOnlySpan<byte> Ping => [PingHeader, 0];

    public static ReadOnlySpan<byte> Disconnect => [DisconnectHeader, 0];

    static void Header(IBufferWriter<byte> to, byte first, int length)
    {
        Byte(to, first);
        do
        {
            var low = (byte)(length & 0x7F);
            length >>= 7;
            Byte(to, length > 0 ? (byte)(low | 0x80) : low);
        }
        while (length > 0);
    }

    static void Text(IBufferWriter<byte> to, ReadOnlySpan<byte> text)
    {
        Number(to, checked((ushort)text.Length));
        to.Write(text);
    }

    static void Number(IBufferWriter<byte> to, ushort number)
    {
        BinaryPrimitives.WriteUInt16BigEndian(to.GetSpan(2), number);
        to.Advance(2);
    }

    static void Byte(IBufferWriter<byte> to, byte value)
    {
        to.GetSpan(1)[0] = value;
        to.Advance(1);
    }
}
