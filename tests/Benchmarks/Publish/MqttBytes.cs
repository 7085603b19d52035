using System.Text;

namespace SpecimenLogistics.Benchmarks.Publish;

/// <summary>The little of MQTT 3.1.1 that a publisher needs; the same bytes go to every broker measured.</summary>
static class MqttBytes
{
    public static byte[] Connect(string id, string secret) =>
        Packet(0x10, [.. Text("MQTT"), 4, 0xC2, 0, 0, .. Text(id), .. Text(id), .. Text(secret)]);

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

    static byte[] Text(string text) => [(byte)(text.Length >> 8), (byte)text.Length, .. Encoding.UTF8.GetBytes(text)];
}
