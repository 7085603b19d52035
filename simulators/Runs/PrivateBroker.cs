using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using SpecimenLogistics.Protocol;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>
/// A Mosquitto of the run's own, which devices connect to in the server's place: its accounts and rules are made from the run's devices, what it holds is
/// written to its disk each second. It can be killed and started again, and ends with the run however that ends.
/// </summary>
internal sealed class PrivateBroker(string folder, TimeProvider real) : IAsyncDisposable
{
    /// <summary>What Mosquitto acknowledged and had not written when it was killed, and until the server was back as its client, is gone: longer than that takes on a busy machine.</summary>
    public static readonly TimeSpan MayForget = TimeSpan.FromSeconds(60);

    const string Gateway = "gateway", Mosquitto = "mosquitto", Passwords = "mosquitto_passwd";

    // Ends the broker when its standard input ends, which is when we do.
    const string Script = "\"$1\" -c \"$2\" >>\"$3\" 2>&1 & pid=$!; echo $pid; while read -r _; do :; done; kill $pid 2>/dev/null; wait $pid";

    static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(30), StopDeadline = TimeSpan.FromSeconds(10), Look = TimeSpan.FromMilliseconds(50);

    readonly string _folder = Path.Combine(folder, "broker");
    Process? _shell;
    int _pid, _port;

    /// <summary>For each process of the server.</summary>
    public IReadOnlyList<string> Words => ["--broker", $"mqtt://127.0.0.1:{Text(_port)}", "--broker-user", Gateway, "--broker-password-file", Path.Combine(_folder, "gateway-password")];

    /// <summary>Its files and its first start; a run that goes on has files.</summary>
    public async Task PrepareAsync(IReadOnlyList<DeviceSetup> devices, CancellationToken cancel)
    {
        Directory.CreateDirectory(_folder);
        var secret = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16));
        _port = FreePort();
        await File.WriteAllTextAsync(Path.Combine(_folder, "gateway-password"), secret, cancel);
        await File.WriteAllLinesAsync(Path.Combine(_folder, "passwords"), [$"{Gateway}:{secret}", .. devices.Select(d => $"{d.Id}:{d.Secret}")], cancel);
        await File.WriteAllLinesAsync(Path.Combine(_folder, "rules"), Rules(devices), cancel);
        await File.WriteAllLinesAsync(Path.Combine(_folder, "mosquitto.conf"), Settings(), cancel);
        using var hash = Process.Start(Find(Passwords), ["-U", Path.Combine(_folder, "passwords")]);
        await hash.WaitForExitAsync(cancel);
        if (hash.ExitCode != 0) throw new RunTrouble($"{Passwords} ended with {hash.ExitCode}");
        await StartAsync(cancel);
    }

    IEnumerable<string> Settings() =>
    [
        $"listener {Text(_port)} 127.0.0.1", "allow_anonymous false", $"password_file {Path.Combine(_folder, "passwords")}", $"acl_file {Path.Combine(_folder, "rules")}",
        "persistence true", $"persistence_location {_folder}/", "autosave_interval 1", "max_inflight_messages 1000", "max_queued_messages 0", "persistent_client_expiration 7d",
        .. Environment.UserName == "root" ? (string[])["user root"] : [],
    ];

    /// <summary>A device speaks as itself only, and a driver's handheld hears what its vehicle is told.</summary>
    static IEnumerable<string> Rules(IReadOnlyList<DeviceSetup> devices) =>
    [
        .. "hello position heard seals scan temperature".Split(' ').Select(leaf => $"pattern write v1/+/%u/{leaf}"), "pattern write owntracks/%u/#", $"pattern read {Topic.Again}",
        "", $"user {Gateway}", "topic read v1/#", "topic read owntracks/#", "topic write v1/vehicles/+/instructions", $"topic write {Topic.Again}",
        .. devices.Where(d => d.Place.StartsWith("vehicle:", StringComparison.Ordinal)).SelectMany(d => (string[])["", $"user {d.Id}", $"topic read v1/vehicles/{d.Place["vehicle:".Length..]}/instructions"]),
    ];

    public async Task StartAsync(CancellationToken cancel)
    {
        var start = new ProcessStartInfo("sh") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var word in (string[])["-c", Script, "sh", Find(Mosquitto), Path.Combine(_folder, "mosquitto.conf"), Path.Combine(_folder, "mosquitto.log")]) start.ArgumentList.Add(word);
        _shell = Process.Start(start) ?? throw new RunTrouble("the broker could not be started");
        _pid = int.Parse(await _shell.StandardOutput.ReadLineAsync(cancel) ?? "0", CultureInfo.InvariantCulture);
        var began = real.GetTimestamp();
        while (!Answers())
        {
            if (real.GetElapsedTime(began) > StartDeadline) throw new RunTrouble($"the broker does not answer; see {Path.Combine(_folder, "mosquitto.log")}");
            await Task.Delay(Look, real, cancel);
        }
    }

    /// <summary>As a power cut would: what it has not written is gone.</summary>
    public async Task KillAsync(CancellationToken cancel)
    {
        using (var broker = Process.GetProcessById(_pid)) broker.Kill();
        await EndShellAsync(cancel);
    }

    async Task EndShellAsync(CancellationToken cancel)
    {
        if (_shell is not { } shell) return;
        _shell = null;
        shell.StandardInput.Close();
        await shell.WaitForExitAsync(cancel);
        shell.Dispose();
    }

    bool Answers()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try { socket.Connect(IPAddress.Loopback, _port); }
        catch (SocketException) { return false; }
        return true;
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // Debian keeps it where only root's path looks.
    static string Find(string program) =>
        new[] { "/usr/sbin", "/usr/bin", "/usr/local/sbin" }.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)).Select(p => Path.Combine(p, program)).FirstOrDefault(File.Exists)
        ?? throw new RunTrouble($"{program} is missing, and --broker mosquitto needs it; on Debian: apt-get install mosquitto", ExitCode.Usage);

    static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        using var deadline = new CancellationTokenSource(StopDeadline, real);
        try { await EndShellAsync(deadline.Token); }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested) { }
    }
}
