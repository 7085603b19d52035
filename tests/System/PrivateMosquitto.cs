using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SpecimenLogistics.Tests.Processes;

/// <summary>A Mosquitto of a test's own, which knows the devices and the gateways by their passwords and lets each device speak as itself only.</summary>
sealed class PrivateMosquitto : IAsyncDisposable
{
    const string GatewayPassword = "a-gateway-password-of-tests";
    readonly string _folder = Directory.CreateTempSubdirectory("specimen-broker-").FullName;
    Process? _process;

    public int Port { get; private set; }

    /// <summary>For a server's command line.</summary>
    public IReadOnlyList<string> Words => ["--broker", $"mqtt://127.0.0.1:{Port.ToString(CultureInfo.InvariantCulture)}", "--broker-user", "gateway", "--broker-password-file", In("gateway-password")];

    string In(string name) => Path.Combine(_folder, name);

    public static async Task<PrivateMosquitto> Start()
    {
        var broker = new PrivateMosquitto();
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            broker.Port = ((IPEndPoint)free.LocalEndpoint).Port;
        }
        File.WriteAllText(broker.In("gateway-password"), GatewayPassword);
        File.WriteAllLines(broker.In("passwords"), [$"gateway:{GatewayPassword}", $"{ServerUnderTest.Scanner}:{ServerUnderTest.Secret}", $"{ServerUnderTest.Vehicle}:{ServerUnderTest.Secret}", $"STRANGER:{ServerUnderTest.Secret}"]);
        File.WriteAllLines(broker.In("rules"), ["pattern write v1/+/%u/#", "pattern read specimen/again", "", "user gateway", "topic read v1/#", "topic read owntracks/#", "topic write v1/vehicles/+/instructions", "topic write specimen/again"]);
        File.WriteAllLines(broker.In("mosquitto.conf"),
        [
            $"listener {broker.Port} 127.0.0.1", "allow_anonymous false", $"password_file {broker.In("passwords")}", $"acl_file {broker.In("rules")}", "persistence true", $"persistence_location {broker._folder}/",
            "autosave_interval 1", "max_inflight_messages 1000", "max_queued_messages 0", .. Environment.UserName == "root" ? (string[])["user root"] : [],
        ]);
        using (var hash = Process.Start("mosquitto_passwd", ["-U", broker.In("passwords")])) await hash.WaitForExitAsync(TestContext.Current.CancellationToken);
        var program = File.Exists("/usr/sbin/mosquitto") ? "/usr/sbin/mosquitto" : "mosquitto";
        broker._process = Process.Start(new ProcessStartInfo(program, ["-c", broker.In("mosquitto.conf")]) { RedirectStandardError = true })!;
        broker._process.BeginErrorReadLine();
        while (!broker.Answers()) await Task.Delay(50, TestContext.Current.CancellationToken);
        return broker;
    }

    bool Answers()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try { socket.Connect(IPAddress.Loopback, Port); }
        catch (SocketException) { return false; }
        return true;
    }

    /// <summary>One publish over a connection of its own; Mosquitto's exit code.</summary>
    public async Task<int> Publish(string topic, string payload, string device = ServerUnderTest.Scanner)
    {
        string[] words = ["-h", "127.0.0.1", "-p", Port.ToString(CultureInfo.InvariantCulture), "-V", "mqttv5", "-i", device, "-u", device, "-P", ServerUnderTest.Secret, "-q", "1", "-t", topic, "-m", payload];
        using var process = Process.Start(new ProcessStartInfo("mosquitto_pub", words) { RedirectStandardError = true })!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
