using System.Net.Sockets;
using SpecimenLogistics.Tests.Mqtt;

namespace SpecimenLogistics.Unit.Ingest;

/// <summary>A device that writes its own bytes: to do what a client library would not.</summary>
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

    public static async Task<RawDevice> SignOn(Gateway gateway, string id = "V001", ushort keepAlive = 0)
    {
        var device = await Open(gateway);
        await device.Write(MqttBytes.Connect(id, id, Gateway.Secret, keepAlive));
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

    public static byte[] Fix(ushort packet) => MqttBytes.Publish(packet, "v1/vehicles/V001/position", Publishing.Positions(packet));

    public void Dispose() => tcp.Dispose();
}
