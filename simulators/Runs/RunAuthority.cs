using System.Diagnostics;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>
/// An authority of the run's own, in its folder: the server's verb makes it, and what servers and devices show. It is for this run
/// alone; no browser and no other machine knows it.
/// </summary>
internal static class RunAuthority
{
    const string Hosts = "127.0.0.1,localhost";

    /// <summary>For the server's <c>--tls</c>.</summary>
    public static string ServersIn(string folder) => Path.Combine(folder, "tls", "server");

    public static string DevicesIn(string folder) => Path.Combine(folder, "tls", "devices");

    /// <summary>Once a folder: a run that goes on has it.</summary>
    public static async Task MakeAsync(string assembly, string folder, IEnumerable<string> devices, CancellationToken cancel)
    {
        var (authority, list) = (Path.Combine(folder, "tls", "authority"), Path.Combine(folder, "tls", "devices.txt"));
        if (File.Exists(list)) return;
        // One that was interrupted in the making is nobody's yet.
        if (Directory.Exists(Path.Combine(folder, "tls"))) Directory.Delete(Path.Combine(folder, "tls"), recursive: true);
        await RunAsync(assembly, ["new", "--out", authority], cancel);
        await RunAsync(assembly, ["issue", "--authority", authority, "--out", ServersIn(folder), "--server", Hosts, "--node"], cancel);
        var draft = list + ".new";
        await File.WriteAllLinesAsync(draft, devices, cancel);
        await RunAsync(assembly, ["issue", "--authority", authority, "--out", DevicesIn(folder), "--devices", draft], cancel);
        File.Move(draft, list);
    }

    static async Task RunAsync(string assembly, string[] words, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(ServerProcess.DotNet()) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var word in (string[])[assembly, "authority", .. words]) start.ArgumentList.Add(word);
        using var process = Process.Start(start) ?? throw new RunTrouble("the run's authority could not be made");
        var (said, errors) = (process.StandardOutput.ReadToEndAsync(cancel), process.StandardError.ReadToEndAsync(cancel));
        await process.WaitForExitAsync(cancel);
        await said;
        if (process.ExitCode != 0) throw new RunTrouble($"the run's authority could not be made: {(await errors).Trim()}");
    }
}
