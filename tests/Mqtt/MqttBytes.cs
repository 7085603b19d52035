using System.Text;

namespace SpecimenLogistics.Tests.Mqtt;

/// <summary>The little of MQTT 3.1.1 that devices say, as bytes: to say what a library would not let anybody say, and the same to whatever is measured.</summary>
static class MqttBytes
{
    /// <param name="keepAlive">In seconds; 0 for none.</param>
    /// <param name="level">4 is MQTT 3.1.1, 3 the version before.</param>
    public static byte[] Connect(string id, string user, string secret, ushort keepAlive = 0, byte level = 4) => Packet(0x10,
        [.. Text(level == 3 ? "MQIsdp" : "MQTT"), level, 0xC2, (byte)(keepAlive >> 8), (byte)keepAlive, .. Text(id), .. Text(user), .. Text(secret)]);

    /// <summary>Client id and user name, and no password.</summary>
    public static byte[] ConnectWithout(string id, string? user) => Packet(0x10,
        [.. Text("MQTT"), 4, (byte)(user is null ? 0x02 : 0x82), 0, 0, .. Text(id), .. user is null ? [] : Text(user)]);

    public static byte[] Publish(ushort packet, string topic, byte[] payload, int qos = 1, bool again = false) =>
        Packet((byte)(0x30 | qos << 1 | (again ? 8 : 0)), [.. Text(topic), .. qos > 0 ? [(byte)(packet >> 8), (byte)packet] : Array.Empty<byte>(), .. payload]);

    public static byte[] PubAck(ushort packet) => [0x40, 0x02, (byte)(packet >> 8), (byte)packet];

    public static byte[] Packet(byte header, byte[] body)
    {
        List<byte> bytes = [header];
        var length = body.Length;
        do
        {
            bytes.Add((byte)(length % 128 | (length >= 128 ? 0x80 : 0)));
            length /= 128;
        }
        while (length > 0);
        return [.. bytes, .. body];
    }

    static byte[] Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return [(byte)(bytes.Length >> 8), (byte)bytes.Length, .. bytes];
    }
}
