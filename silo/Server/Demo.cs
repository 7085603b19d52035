using System.Diagnostics;

namespace SpecimenLogistics.Server;

/// <summary>Starts the simulator, which starts this server as its own child and replays a day against it.</summary>
static class Demo
{
    public static async Task<int> Run(IReadOnlyList<string> words)
    {
        var here = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        var simulator = Path.Combine(here, "..", "..", "Simulators", Path.GetFileName(here), "SpecimenLogistics.Simulators.dll");
        if (!File.Exists(simulator))
        {
            Console.Error.WriteLine($"the simulator is not built beside the server; run: dotnet build simulators");
            return 64;
        }
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false };
        foreach (var word in new[] { Path.GetFullPath(simulator), "run" }.Concat(words)) start.ArgumentList.Add(word);
        // Ctrl-C reaches the whole group: the simulator ends the day and the server, and only then do we.
        Console.CancelKeyPress += (_, e) => e.Cancel = true;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("the simulator did not start");
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
