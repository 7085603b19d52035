using System.Net.Sockets;
using System.Text;

namespace SpecimenLogistics.Unit.Ingest;

/// <summary>A device that writes its own bytes: MQTT 3.1.1 by hand, to do what a client library would not.</summary>
sealed class RawDevice : IDisposable
{
    readonly TcpClient tcp = new() { NoDelay = true };
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<RawDevice> Open(Gateway gateway)
    {
        var device = new RawDevice();
        await device.tcp.ConnectAsync("127.0.0.1", gateway.Port, Cancel);
        return device;
    }

    /// <summary>Client id and user name, and no password.</summary>
    public static byte[] ConnectWithout(string id, string? user) => Packet(0x10,
        [.. Text("MQTT"), 4, (byte)(user is null ? 0x02 : 0x82), 0, 0, .. Text(id), .. user is null ? [] : Text(user)]);

    public static async Task<RawDevice> SignOn(Gateway gateway, string id = "V001", ushort keepAlive = 0)
    {
        var device = await Open(gateway);
        await device.Write(Connect(id, Gateway.Secret, keepAlive));
        Assert.Equal([0x20, 0x02, 0x00, 0x00], await device.Read(4));
        return device;
    }

    public async Task Write(params byte[] bytes) => await tcp.GetStream().WriteAsync(bytes, Cancel);

    public async Task<byte[]> Read(int count)
    {
        var bytes = new byte[count];
        await tcp.GetStream().ReadExactlyAsync(bytes, Cancel);
        return bytes;
    }

    /// <summary>Reads on until the other side has closed; what came before that.</summary>
    public async Task<byte[]> ReadToEnd()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(10));
        using var all = new MemoryStream();
        try { await tcp.GetStream().CopyToAsync(all, limit.Token); }
        catch (IOException) { }
        return all.ToArray();
    }

    public static byte[] Connect(string id, string secret, ushort keepAlive, byte level = 4) => Packet(0x10,
        [.. Text(level == 3 ? "MQIsdp" : "MQTT"), level, 0xC2, (byte)(keepAlive >> 8), (byte)keepAlive, .. Text(id), .. Text(id), .. Text(secret)]);

    public static byte[] Publish(ushort packet, string topic, byte[] payload, int qos = 1, bool again = false) =>
        Packet((byte)(0x30 | qos << 1 | (again ? 8 : 0)), [.. Text(topic), .. qos > 0 ? [(byte)(packet >> 8), (byte)packet] : Array.Empty<byte>(), .. payload]);

    public static byte[] Fix(ushort packet) => Publish(packet, "v1/vehicles/V001/position", Publishing.Positions(packet));
    public static byte[] PubAck(ushort packet) => [0x40, 0x02, (byte)(packet >> 8), (byte)packet];

    static byte[] Packet(byte header, byte[] body)
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

    public void Dispose() => tcp.Dispose();
}
