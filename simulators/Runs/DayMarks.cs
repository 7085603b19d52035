using System.Globalization;
using System.Text.Json.Nodes;
using SpecimenLogistics.Simulators.Fleet;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>How a day of several left the server.</summary>
/// <param name="Facts">Stored so far, and so are telemetry rows.</param>
/// <param name="StoreMiB">Of the files under the run's folder.</param>
/// <param name="ProcessorSeconds">Of that day alone, and so are latencies; null where a process began anew.</param>
internal sealed record DayMark(
    DateOnly Date, long Facts, long Telemetry, double StoreMiB, Footprint Footprint, double? ProcessorSeconds, double? AcknowledgementMsP50, double? AcknowledgementMsP99)
{
    public JsonObject Json() => new()
    {
        ["date"] = Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["facts_stored"] = Facts,
        ["telemetry_stored"] = Telemetry,
        ["store_mib"] = Math.Round(StoreMiB, 1),
        ["memory_mib"] = Math.Round(Footprint.MemoryMiB, 1),
        ["handles"] = Footprint.Handles,
        ["threads"] = Footprint.Threads,
        ["processor_s"] = ProcessorSeconds is { } seconds ? Math.Round(seconds, 1) : null,
        ["acknowledgement_ms_p50"] = AcknowledgementMsP50,
        ["acknowledgement_ms_p99"] = AcknowledgementMsP99,
    };

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Date:yyyy-MM-dd} is over: {Footprint.MemoryMiB:0} MiB, {Footprint.Handles} handles, {Footprint.Threads} threads, {ProcessorSeconds:0.0} s of a processor; {Facts:N0} facts and {Telemetry:N0} telemetry rows in {StoreMiB:0} MiB; acknowledged in {AcknowledgementMsP50:0.0} ms (p50), {AcknowledgementMsP99:0.0} ms (p99)");
}

/// <summary>Looks at the server at every midnight of a run of several days: what grows from day to day shows there.</summary>
internal sealed class DayMarks(Setup setup, string folder, DeviceFleet fleet, ProgrammeClock clock, IServer server, Rest rest, bool mayBeDown, TextWriter to, TimeProvider real)
{
    static readonly TimeSpan Again = TimeSpan.FromMilliseconds(500);

    readonly List<DayMark> _all = [];
    Latencies _before = new();
    double _processorBefore;

    public IReadOnlyList<DayMark> All => _all;

    public async Task PlayAsync(CancellationToken cancel)
    {
        for (var date = setup.Date; setup.Local(date.AddDays(1), TimeOnly.MinValue) < setup.Ends; date = date.AddDays(1))
        {
            await Task.Delay(clock.RealTimeUntil((setup.Local(date.AddDays(1), TimeOnly.MinValue) - setup.Starts).Ticks / TimeSpan.TicksPerMillisecond), real, cancel);
            while (!await TryLookAsync(date, cancel)) await Task.Delay(Again, real, cancel);
        }
    }

    /// <summary>A process that is being started again is looked at when it is back.</summary>
    async Task<bool> TryLookAsync(DateOnly date, CancellationToken cancel)
    {
        try { await LookAsync(date, cancel); }
        catch (HttpRequestException) when (mayBeDown) { return false; }
        return true;
    }

    /// <summary>How a day has left the server; the last one ends before its midnight.</summary>
    public async Task LookAsync(DateOnly date, CancellationToken cancel)
    {
        var status = await ServerStatus.AskAsync(rest, cancel);
        var now = fleet.Counters.Latencies.Copy();
        var today = now.Without(_before);
        _before = now;
        var footprint = Footprint.Of(server.Addresses.Select(a => a.Pid));
        var processor = footprint.ProcessorSeconds - _processorBefore;
        _processorBefore = footprint.ProcessorSeconds;
        var mark = new DayMark(date, status.FactsStored, status.TelemetryStored, StoreMiB(), footprint, processor >= 0 ? processor : null, today.QuantileMs(0.5), today.QuantileMs(0.99));
        _all.Add(mark);
        to.WriteLine(mark);
    }

    // A file may go while it is looked at: a log of writes that was folded in.
    double StoreMiB() => new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(Length) / 1024.0 / 1024;

    static long Length(FileInfo file)
    {
        try { return file.Length; }
        catch (IOException) { return 0; }
    }
}
