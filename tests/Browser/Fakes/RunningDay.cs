using System.Diagnostics;

namespace SpecimenLogistics.Browser.Fakes;

/// <summary>A whole day played by the real simulator against the real server, as <c>./run</c> does it, for as long as a test looks.</summary>
sealed class RunningDay : IAsyncDisposable
{
    static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);
    readonly Process process;
    readonly string folder;
    readonly List<string> said = [];
    readonly TaskCompletionSource<string> address = new(TaskCreationOptions.RunContinuationsAsynchronously), arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);

    RunningDay(Process process, string folder) => (this.process, this.folder) = (process, folder);

    /// <summary>With the run's link in it.</summary>
    public string ControlRoom { get; private set; } = "";

    /// <summary>Completes when the day has come to the hour that <c>--from</c> names.</summary>
    public static async Task<RunningDay> Start(params string[] words)
    {
        var folder = Directory.CreateTempSubdirectory("specimen-tour-").FullName;
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var word in new[] { Program("Simulators"), "run", "--data", Path.Combine(folder, "data"), "--server", Program("Server") }.Concat(words)) start.ArgumentList.Add(word);
        var day = new RunningDay(Process.Start(start)!, folder);
        day.Listen();
        day.ControlRoom = await day.Wait(day.address.Task);
        await day.Wait(day.arrived.Task);
        return day;
    }

    void Listen()
    {
        void Heard(string? line)
        {
            if (line is null) return;
            lock (said) said.Add(line);
            if (line.StartsWith("Control room: ", StringComparison.Ordinal)) address.TrySetResult(line["Control room: ".Length..].Trim());
            if (line.Contains("the day goes on at", StringComparison.Ordinal)) arrived.TrySetResult(line);
        }
        process.OutputDataReceived += (_, e) => Heard(e.Data);
        process.ErrorDataReceived += (_, e) => Heard(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    async Task<string> Wait(Task<string> what)
    {
        var done = await Task.WhenAny(what, process.WaitForExitAsync(), Task.Delay(Deadline, TestContext.Current.CancellationToken));
        return done == what ? await what : throw new InvalidOperationException($"the run did not get there: {string.Join('\n', Said())}");
    }

    string[] Said()
    {
        lock (said) return [.. said];
    }

    // Beside these tests, in the same configuration.
    static string Program(string name)
    {
        var here = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        var program = Path.GetFullPath(Path.Combine(here, "..", "..", name, Path.GetFileName(here), $"SpecimenLogistics.{name}.dll"));
        return File.Exists(program) ? program : throw new FileNotFoundException("build the whole solution first", program);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
