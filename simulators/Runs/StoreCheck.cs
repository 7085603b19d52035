using System.Diagnostics;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>The server's own verb: every stream's chain, running hashes, signed roots, and every view folded anew.</summary>
internal static class StoreCheck
{
    /// <param name="folder">The run's, with a folder of each process: what roots they signed is gathered there, and the store held against all of it.</param>
    /// <returns>Its exit code, 0 for whole, and what it said.</returns>
    public static async Task<(int Code, string Said)> RunAsync(string assembly, string store, string folder, CancellationToken cancel)
    {
        var roots = Path.Combine(folder, "roots.log");
        await File.WriteAllLinesAsync(roots, Directory.GetFiles(folder, "roots.log", SearchOption.AllDirectories).Where(f => f != roots).Order(StringComparer.Ordinal).SelectMany(File.ReadAllLines), cancel);
        return await RunAsync([assembly, "verify", "--store", store, "--against", roots], cancel);
    }

    /// <summary>Of a store in a folder.</summary>
    public static Task<(int Code, string Said)> OfFolderAsync(string assembly, string folder, CancellationToken cancel) => RunAsync([assembly, "verify", "--data", folder], cancel);

    static async Task<(int, string)> RunAsync(IReadOnlyList<string> words, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(ServerProcess.DotNet()) { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var word in words) start.ArgumentList.Add(word);
        using var process = Process.Start(start) ?? throw new RunTrouble("the store's check could not be started");
        var said = await process.StandardOutput.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return (process.ExitCode, said.TrimEnd());
    }
}
