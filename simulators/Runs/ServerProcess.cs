using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>A server, of one process or of several, that can be killed and started again on the same data and ports.</summary>
internal interface IServer
{
    /// <summary>Of each of its processes; any of them does for anything.</summary>
    IReadOnlyList<ServerFile> Addresses { get; }

    /// <summary>A process has ended that nobody ended.</summary>
    bool HasExited { get; }
    Task StartAsync(CancellationToken cancel);
    Task KillAsync();
}

/// <summary>The server as a child process, with one data folder over any number of lives. Its output goes to <c>server.log</c> there.</summary>
/// <param name="more">Further words of its command line.</param>
internal sealed class ServerProcess(string assembly, string folder, string token, int httpPort, string simulated, string dispatcher, IReadOnlyList<string> more, TimeProvider real) : IServer, IAsyncDisposable
{
    static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(120), StopDeadline = TimeSpan.FromSeconds(30), Look = TimeSpan.FromMilliseconds(50);

    readonly Lock _logGate = new();
    Process? _process;
    ServerFile? _address;

    public ServerFile Address => _address ?? throw new InvalidOperationException("the server was not started");
    public IReadOnlyList<ServerFile> Addresses => [Address];

    /// <summary>0 before it was started.</summary>
    public int Pid => _process?.Id ?? 0;

    public bool HasExited => _process is null or { HasExited: true };

    /// <summary>Somebody is about to end it, or to see it end.</summary>
    public bool MayEnd { get; set; }

    /// <summary>Starts it, again on the same ports when it ran before, and returns when it accepts connections.</summary>
    public async Task StartAsync(CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        File.Delete(ServerFile.PathIn(folder));
        _process = Process.Start(Command()) ?? throw new RunTrouble("the server could not be started");
        _process.OutputDataReceived += (_, line) => Log(line.Data);
        _process.ErrorDataReceived += (_, line) => Log(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        var started = real.GetTimestamp();
        while ((_address = ServerFile.Read(folder, _process.Id) ?? _address) is null || _address.Pid != _process.Id)
        {
            if (_process.HasExited) throw new RunTrouble($"the server ended with code {_process.ExitCode} before it was ready; see {LogPath}");
            if (real.GetElapsedTime(started) > StartDeadline) throw new RunTrouble($"the server was not ready within {StartDeadline.TotalSeconds} s; see {LogPath}");
            await Task.Delay(Look, real, cancel);
        }
    }

    /// <summary>As a power cut would: no warning, nothing flushed.</summary>
    public async Task KillAsync()
    {
        if (_process is not { HasExited: false } process) return;
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Stands still as it is, with all its connections, until <see cref="WakeUp"/>.</summary>
    public void StandStill() => Tell(StopSignal);

    public void WakeUp() => Tell(ContinueSignal);

    public async Task<bool> EndsWithinAsync(TimeSpan limit, CancellationToken cancel)
    {
        using var deadline = new CancellationTokenSource(limit, real);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancel);
        try { await _process!.WaitForExitAsync(either.Token); }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested) { return false; }
        return true;
    }

    void Tell(int signal)
    {
        if (_process is { HasExited: false } process && kill(process.Id, signal) != 0) throw new RunTrouble($"a process of the server could not be sent signal {signal}");
    }

    /// <summary>Asks it to end, and insists after a deadline.</summary>
    public async Task StopAsync()
    {
        if (_process is not { HasExited: false } process) return;
        if (OperatingSystem.IsWindows() || kill(process.Id, TerminateSignal) != 0) process.Kill();
        using var deadline = new CancellationTokenSource(StopDeadline, real);
        try { await process.WaitForExitAsync(deadline.Token); }
        catch (OperationCanceledException)
        {
            Log($"did not end within {StopDeadline.TotalSeconds} s and was killed");
            await KillAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process?.Dispose();
    }

    // In a session of its own a terminal's Ctrl-C reaches only us: we stop the programme clock first, then the server.
    // Where there is no such command the server ends by itself at the same moment.
    const string OwnSession = "/usr/bin/setsid";

    string LogPath => Path.Combine(folder, "server.log");

    ProcessStartInfo Command()
    {
        var start = new ProcessStartInfo(File.Exists(OwnSession) ? OwnSession : DotNet()) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        string Port(int? before, int wished) => (before ?? wished).ToString(CultureInfo.InvariantCulture);
        if (start.FileName == OwnSession) start.ArgumentList.Add(DotNet());
        foreach (var word in new[] { assembly, "serve", "--data", folder, "--http", Port(_address?.Http, httpPort), "--token", token, "--simulated", simulated, "--dispatcher", dispatcher }.Concat(more.Contains("--broker") ? [] : ["--mqtt", Port(_address?.Mqtt, 0)]).Concat(more))
            start.ArgumentList.Add(word);
        return start;
    }

    void Log(string? line)
    {
        if (line is null) return;
        try { lock (_logGate) File.AppendAllText(LogPath, line + "\n"); }
        // No room: the line is lost, as it would be elsewhere.
        catch (IOException) { return; }
    }

    // The host that runs this very process, so that both run on the same runtime.
    internal static string DotNet()
    {
        var beside = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        return File.Exists(beside) ? beside : "dotnet";
    }

    const int TerminateSignal = 15, StopSignal = 19, ContinueSignal = 18;

    [DllImport("libc", SetLastError = true)]
    static extern int kill(int pid, int signal);
}
