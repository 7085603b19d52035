using System.Net.Sockets;
using SpecimenLogistics.Tests.Mqtt;

namespace SpecimenLogistics.Tests.Processes.Attacks;

/// <summary>A connection to the devices' port, on which anything may be written: what a library would not let anybody do.</summary>
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
        await line.Write(MqttBytes.Connect(device, device, ServerUnderTest.Secret), cancel);
        Assert.Equal([0x20, 0x02, 0x00, 0x00], await line.Read(4, cancel));
        return line;
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
