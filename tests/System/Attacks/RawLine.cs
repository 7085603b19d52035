using System.Net.Sockets;
using System.Text;

namespace SpecimenLogistics.Tests.Processes.Attacks;

/// <summary>A connection to the devices' port, and MQTT 3.1.1 written by hand: what a library would not let anybody do.</summary>
sealed class RawLine : IDisposable
{
    readonly TcpClient _tcp = new() { NoDelay = true };
    readonly byte[] _read = new byte[4096];

    public static async Task<RawLine> Open(int port, CancellationToken cancel)
    {
        var line = new RawLine();
        await line._tcp.ConnectAsync("127.0.0.1", port, cancel);
        return line;
    }

    public static async Task<RawLine> SignOn(int port, string device, CancellationToken cancel)
    {
        var line = await Open(port, cancel);
        await line.Write(Connect(device, device, ServerUnderTest.Secret), cancel);
        Assert.Equal([0x20, 0x02, 0x00, 0x00], await line.Read(4, cancel));
        return line;
    }

    public static byte[] Connect(string client, string user, string secret) => Packet(0x10, [.. Text("MQTT"), 4, 0xC2, 0, 0, .. Text(client), .. Text(user), .. Text(secret)]);

    public static byte[] Publish(ushort packet, string topic, byte[] payload) => Packet(0x32, [.. Text(topic), (byte)(packet >> 8), (byte)packet, .. payload]);

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

    public async Task Write(byte[] bytes, CancellationToken cancel) => await _tcp.GetStream().WriteAsync(bytes, cancel);

    public async Task<byte[]> Read(int count, CancellationToken cancel)
    {
        var bytes = new byte[count];
        await _tcp.GetStream().ReadExactlyAsync(bytes, cancel);
        return bytes;
    }

    /// <summary>True where the other side closed within a time; what it said before is read over.</summary>
    public async Task<bool> Closes(TimeSpan within)
    {
        using var limit = new CancellationTokenSource(within);
        try
        {
            while (await _tcp.GetStream().ReadAsync(_read, limit.Token) > 0) { }
            return true;
        }
        catch (OperationCanceledException) { return false; }
        catch (IOException) { return true; }
    }

    public void Dispose() => _tcp.Dispose();
}
