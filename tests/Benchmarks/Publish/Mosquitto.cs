using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace SpecimenLogistics.Benchmarks.Publish;

/// <summary>Debian's broker without a subscriber and without persistence: it parses, drops and acknowledges.</summary>
sealed class Mosquitto : IBroker
{
    readonly Process process;
    readonly int port;
    readonly string folder;

    Mosquitto(Process process, int port, string folder) => (this.process, this.port, this.folder) = (process, port, folder);

    public string Name => "mosquitto, nothing stored";
    public int PortOf(int device) => port;
    public TimeSpan Cpu() => IBroker.CpuOf(process);
    public long NowMs() => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    public static async Task<Mosquitto> Start()
    {
        var binary = new[] { "/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto", "/usr/bin/mosquitto" }.FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException("mosquitto is not installed; on Debian: apt-get install mosquitto");
        var (port, folder) = (FreePort(), Directory.CreateTempSubdirectory("mosquitto-bench").FullName);
        var settings = Path.Combine(folder, "mosquitto.conf");
        await File.WriteAllTextAsync(settings, $"listener {port} 127.0.0.1\nallow_anonymous true\npersistence false\nlog_dest none\nset_tcp_nodelay true\n");
        var process = Process.Start(new ProcessStartInfo(binary, ["-c", settings]) { RedirectStandardError = true }) ?? throw new IOException("mosquitto did not start");
        for (var tries = 0; !await Answers(port); tries++)
        {
            if (tries == 100 || process.HasExited) throw new IOException("mosquitto does not answer");
            await Task.Delay(50);
        }
        return new(process, port, folder);
    }

    static async Task<bool> Answers(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try { await socket.ConnectAsync("127.0.0.1", port); return true; }
        catch (SocketException) { return false; }
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
