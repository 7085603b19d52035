using System.Diagnostics;
using System.Text.Json;

namespace SpecimenLogistics.Tests.Processes;

/// <summary>One short day played by the real simulator against the real server, each a process of its own.</summary>
sealed class Day(string folder, int exitCode, string output, JsonElement report)
{
    public string Folder => folder;
    public int ExitCode => exitCode;
    public string Output => output;
    public string Text(string name) => report.GetProperty(name).GetString()!;
    public long Number(string name) => report.GetProperty(name).GetInt64();
    public string[] Names(string name) => [.. report.GetProperty(name).EnumerateArray().Select(n => n.GetString()!)];
    public JsonElement Field(string name) => report.GetProperty(name);

    public static Task<Day> Play(int seed, int speed, params string[] faults) => Play(seed, speed, new Dictionary<string, string>(), faults);

    /// <param name="environment">Beside its own, for the simulator and the server it starts.</param>
    public static Task<Day> Play(int seed, int speed, IReadOnlyDictionary<string, string> environment, params string[] faults) =>
        Play(seed, speed, environment, faults.SelectMany(f => (string[])["--fault", f]));

    /// <param name="more">Of the command line.</param>
    public static Task<Day> PlayWith(int seed, int speed, params string[] more) => Play(seed, speed, new Dictionary<string, string>(), (IEnumerable<string>)more);

    static async Task<Day> Play(int seed, int speed, IReadOnlyDictionary<string, string> environment, IEnumerable<string> more)
    {
        var folder = Directory.CreateTempSubdirectory("specimen-day-").FullName;
        var file = Path.Combine(folder, "report.json");
        List<string> words = [Program("Simulators"), "run", "--scenario", "day12", "--seed", $"{seed}", "--speed", $"{speed}", "--exit", "--report", file, "--data", Path.Combine(folder, "data")];
        words.AddRange(more);
        var (code, output) = await Run(words, environment);
        Assert.True(File.Exists(file), output);
        return new Day(Path.Combine(folder, "data"), code, output, JsonDocument.Parse(await File.ReadAllTextAsync(file)).RootElement);
    }

    public static Task<(int Code, string Output)> Verify(string data, params string[] more) => Run([Program("Server"), "verify", "--data", data, .. more], new Dictionary<string, string>());

    /// <summary>A program of ours to its end.</summary>
    public static Task<(int Code, string Output)> Run(string program, params string[] words) => Run([Program(program), .. words], new Dictionary<string, string>());

    /// <summary>A program of ours that goes on; what it says is nobody's business.</summary>
    public static Process Start(string program, params string[] words)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false };
        foreach (var word in (string[])[Program(program), .. words]) start.ArgumentList.Add(word);
        return Process.Start(start)!;
    }

    // Beside these tests, in the same configuration.
    public static string Program(string name)
    {
        var here = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        return Path.GetFullPath(Path.Combine(here, "..", "..", name, Path.GetFileName(here), $"SpecimenLogistics.{name}.dll"));
    }

    static async Task<(int, string)> Run(IEnumerable<string> words, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var word in words) start.ArgumentList.Add(word);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        try { await process.WaitForExitAsync(TestContext.Current.CancellationToken); }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        return (process.ExitCode, await output + await errors);
    }
}
