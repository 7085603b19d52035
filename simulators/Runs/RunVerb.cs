using System.Globalization;
using SpecimenLogistics.Simulators.Fleet;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>The verb <c>run</c>: from a command line to an exit code.</summary>
internal sealed class RunVerb(Func<RunOptions, IReadOnlySet<string>, IOpenDay> makeDay, TextWriter to, TextWriter errors, bool terminal, TimeProvider real)
{
    public async Task<int> RunAsync(IReadOnlyList<string> args, CancellationToken cancel)
    {
        var begun = real.GetTimestamp();
        if (!OptionParser.TryParse(args, out var options, out var error)) return Complain(error, ExitCode.Usage);
        try { return await RunAsync(options, begun, cancel); }
        catch (RunTrouble trouble) { return Complain(trouble.Message, trouble.ExitCode); }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested) { return ExitCode.Interrupted; }
        catch (HttpRequestException gone) { return Complain($"the server does not answer any more: {gone.Message}", ExitCode.NotVerified); }
    }

    async Task<int> RunAsync(RunOptions options, long begun, CancellationToken cancel)
    {
        var folder = Path.GetFullPath(options.Data ?? FreshFolder(options));
        var before = RunFile.Read(folder);
        var open = MakeDay(options);
        var obeyed = before?.Obeyed ?? [];
        var computing = real.GetTimestamp();
        var day = open.Day(obeyed);
        var costSeconds = real.GetElapsedTime(computing).TotalSeconds;
        before?.MustMatch(folder, options, day.Setup.Date);
        var assembly = ServerAssembly.Find(options.Server);
        var date = day.Setup.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (before is not null && options.Faults.FirstOrDefault(Faults.FaultName.ThatEndsWithItsRun.Contains) is { } over)
            throw new RunTrouble($"a run with {over} cannot be gone on with: its store was gone with it; choose another --data folder", ExitCode.Usage);
        if (before is null) RunFile.Begin(folder, options, day.Setup.Date);
        await using var broker = options.Broker ? new PrivateBroker(folder, real) : null;
        if (broker is not null) await broker.PrepareAsync(day.Setup.Devices, cancel);
        var installation = new Installation(options, assembly, folder, $"{options.Scenario}/{options.Seed}/{date}", real, broker);
        if (options.Tls) await RunAuthority.MakeAsync(assembly, folder, day.Setup.Devices.Select(d => d.Id), cancel);
        await using var server = installation.Make();
        await server.StartAsync(cancel);
        to.WriteLine($"Control room: {server.Addresses[0].ControlRoom}");
        foreach (var other in server.Addresses.Skip(1)) to.WriteLine($"      also at: {other.ControlRoom}");
        if (options.Tls) to.WriteLine($"      A browser does not know who signed it, and will say so; who did is in {Path.Combine(RunAuthority.ServersIn(folder), "authority.pem")}");
        to.WriteLine($"Data: {folder}{(before is null ? "" : " (going on where it was left)")}");
        var result = await new DayRun(options, open, day, costSeconds, folder, server, to, terminal, real).PlayAsync(before, begun, cancel);
        Tell(options, result);
        if (options.Exit && installation.Store is { } store) return await VerifyAsync(server, () => StoreCheck.RunAsync(assembly, store, folder, cancel), result);
        if (options.Exit && installation.OnSmallDisk is { } own) return await VerifyAsync(server, () => StoreCheck.OfFolderAsync(assembly, own, cancel), result);
        if (options.Exit) return result.ExitCode;
        to.WriteLine("The programme clock stands at the end of the day; the control room stays open until Ctrl-C.");
        await UntilEndedAsync(cancel);
        return ExitCode.Verified;
    }

    /// <summary>A database of the run's own goes with the run: what was written is checked while it can be, with nobody writing any more.</summary>
    async Task<int> VerifyAsync(Nodes server, Func<Task<(int Code, string Said)>> check, DayResult result)
    {
        await server.StopAsync();
        var (code, said) = await check();
        to.WriteLine(said);
        if (code != 0) to.WriteLine("Not verified: the store is not whole");
        return code == 0 ? result.ExitCode : ExitCode.NotVerified;
    }

    IOpenDay MakeDay(RunOptions options)
    {
        var ofTheWorld = options.Faults.Where(Faults.FaultName.OfTheWorld.Contains).ToHashSet();
        try { return makeDay(options, ofTheWorld); }
        catch (Exception unknown) when (unknown is FileNotFoundException or InvalidDataException) { throw new RunTrouble(unknown.Message, ExitCode.Usage); }
    }

    string FreshFolder(RunOptions options) => Path.Combine(options.Home, string.Create(CultureInfo.InvariantCulture,
        $"{Path.GetFileName(options.Scenario)}-{options.Seed}-{real.GetUtcNow():yyyyMMdd-HHmmss-fff}"));

    void Tell(RunOptions options, DayResult result)
    {
        const int most = 50;
        foreach (var difference in result.Differences.Take(most)) to.WriteLine(difference);
        if (result.Differences.Count > most) to.WriteLine($"... and {result.Differences.Count - most} more differences");
        var report = DayReport.Make(result);
        to.WriteLine(ReportTable.Make(report));
        if (options.Report is { } path) DayReport.Write(report, path);
        foreach (var failure in result.Failures) to.WriteLine($"Not verified: {failure}");
        if (result.Answers.Status.PageMessages is > 0 and var pages)
            to.WriteLine($"People handed in {pages} messages at their pages: the script knows nothing of them, so what differs may be what they did.");
        if (result.Failures.Count == 0) to.WriteLine("Verified: the system knew the truth.");
        if (result.WallSeconds > result.WallSecondsAllowed)
            to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"It did not keep up: {result.WallSeconds:0} s, {result.WallSecondsAllowed:0} s allowed."));
    }

    int Complain(string line, int exitCode)
    {
        errors.WriteLine(line);
        return exitCode;
    }

    async Task UntilEndedAsync(CancellationToken cancel)
    {
        try { await Task.Delay(Timeout.InfiniteTimeSpan, real, cancel); }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested) { to.WriteLine("Ending."); }
    }
}
