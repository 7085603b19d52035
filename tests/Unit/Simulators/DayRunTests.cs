using SpecimenLogistics.Simulators;
using SpecimenLogistics.Simulators.Faults;
using SpecimenLogistics.Simulators.Runs;

namespace SpecimenLogistics.Unit.Simulators;

public sealed class DayRunTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("day-run-").FullName;
    readonly StringWriter _told = new();

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact(Timeout = 60_000)]
    public async Task A_server_that_knew_the_truth_is_verified()
    {
        var day = TinyDay.Make();
        await using var server = new FakeServer(day);
        var result = await PlayAsync(day, server);
        Assert.Empty(result.Failures);
        Assert.Equal(ExitCode.Verified, result.ExitCode);
        Assert.Equal(day.Emissions.Count, result.Tally.Acknowledged);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_programme_is_put_in_before_the_clock_runs_and_the_clock_ends_frozen_at_the_days_end()
    {
        var day = TinyDay.Make();
        await using var server = new FakeServer(day);
        await PlayAsync(day, server);
        var writes = server.Requests.Where(r => !r.What.StartsWith("GET", StringComparison.Ordinal)).ToList();
        Assert.Equal(
            ["PUT /api/v1/programme", "PUT /api/v1/clock", "POST /api/v1/sites", "POST /api/v1/vehicles", "POST /api/v1/boxes", "POST /api/v1/devices", "PUT /api/v1/plans/2020-09-06", "PUT /api/v1/clock"],
            writes.Select(w => w.What).Take(8));
        Assert.Contains("\"name_en\":\"Centre one\"", writes[2].Body);
        Assert.Contains("\"opens\":\"18:00\"", writes[2].Body);
        Assert.Contains("\"frozen\":true", writes[1].Body);
        Assert.Contains("\"now\":\"2020-09-06T10:00:00.000Z\",\"rate\":7200,\"frozen\":false", writes[7].Body);
        Assert.Contains("\"now\":\"2020-09-06T12:00:00.000Z\",\"rate\":7200,\"frozen\":true", writes.Last(w => w.What == "PUT /api/v1/clock").Body);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_devices_go_by_the_time_the_servers_clock_has_reached()
    {
        var day = TinyDay.Make();
        await using var server = new FakeServer(day) { TimeAheadSeconds = 1_800 };
        var result = await PlayAsync(day, server);
        Assert.Empty(result.Failures);
        await server.DisposeAsync();
        var first = server.Heard.First(h => h.Topic.EndsWith("/position", StringComparison.Ordinal)).Payload;
        Assert.True(System.Text.Json.JsonElement.Parse(first).GetProperty("sent_at").GetInt64() >= TinyDay.Starts.AddSeconds(1_800).ToUnixTimeMilliseconds());
    }

    [Fact(Timeout = 60_000)]
    public async Task All_faults_of_the_channel_together_are_played_and_counted()
    {
        var day = TinyDay.Make(minutes: 240, vehicles: 12);
        await using var server = new FakeServer(day);
        var result = await PlayAsync(day, server, [.. FaultName.OfTheChannel]);
        Assert.Empty(result.Failures);
        Assert.Equal(FaultName.OfTheChannel.Order(StringComparer.Ordinal), result.FaultCounts.Keys.Order(StringComparer.Ordinal));
        Assert.All(result.FaultCounts.Values, count => Assert.True(count > 0));
        Assert.Equal(3, server.Kills);
        Assert.Equal(result.FaultCounts[FaultName.Malformed], result.Answers.Status.Unreadable);
        Assert.Equal(result.Tally.Sent, result.Tally.Acknowledged);
        Assert.True(result.Answers.Status.DuplicatesIgnored >= 3 * 3, "what each life had counted is added up");
    }

    [Theory(Timeout = 60_000)]
    [InlineData("/api/v1/canonical", "|yes|", "|no|")]
    [InlineData("/api/v1/deliveries", "11:00:00", "11:00:02")]
    [InlineData("/api/v1/unloads", "BX-0001", "BX-0009")]
    [InlineData("/api/v1/ledger", "true", "false")]
    [InlineData("/api/v1/status", "\"unreadable\":0", "\"unreadable\":1")]
    public async Task A_server_that_says_something_else_is_not_verified(string path, string truth, string said)
    {
        var day = TinyDay.Make(minutes: 120);
        await using var server = new FakeServer(day);
        server.Twists[path] = answer => Assert.IsType<string>(answer).Contains(truth, StringComparison.Ordinal) ? answer.Replace(truth, said) : throw new InvalidOperationException(answer);
        var result = await PlayAsync(day, server);
        Assert.NotEmpty(result.Failures);
        Assert.Equal(ExitCode.NotVerified, result.ExitCode);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_people_handed_in_at_their_pages_is_counted_in_the_report()
    {
        var day = TinyDay.Make(minutes: 120);
        await using var server = new FakeServer(day);
        server.Twists["/api/v1/status"] = answer => answer.Replace("\"signons_refused\":0", "\"signons_refused\":0,\"page_messages\":4", StringComparison.Ordinal);
        Assert.Equal(4, DayReport.Make(await PlayAsync(day, server))["page_messages"]!.GetValue<long>());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_day_that_takes_too_long_did_not_keep_up()
    {
        var day = TinyDay.Make();
        await using var server = new FakeServer(day);
        var result = await PlayAsync(day, server);
        Assert.Equal(ExitCode.Verified, (result with { WallSeconds = result.WallSecondsAllowed - 1 }).ExitCode);
        Assert.Equal(ExitCode.DidNotKeepUp, (result with { WallSeconds = result.WallSecondsAllowed + 1 }).ExitCode);
        Assert.Equal(1.2 * 7200 / 7200 + 60, result.WallSecondsAllowed);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_server_that_ends_by_itself_ends_the_run_at_once()
    {
        var day = TinyDay.Make(minutes: 600);
        await using var server = new FakeServer(day);
        await server.StartAsync(Cancel);
        var run = Run(day, server, []).PlayAsync(null, 0, Cancel);
        using var turns = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (server.Requests.Count(r => r.What == "PUT /api/v1/clock") < 2) await turns.WaitForNextTickAsync(Cancel);
        await server.KillAsync();
        var trouble = await Assert.ThrowsAsync<RunTrouble>(() => run);
        Assert.Equal(ExitCode.NotVerified, trouble.ExitCode);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_interrupted_day_leaves_a_mark_and_goes_on_from_there()
    {
        var day = TinyDay.Make();
        await using var server = new FakeServer(day);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await server.StartAsync(Cancel);
        var run = Run(day, server, [], speed: 1_200).PlayAsync(null, 0, stop.Token);
        using var turns = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (server.HeardSoFar < day.Emissions.Count / 10) await turns.WaitForNextTickAsync(Cancel);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        var mark = RunFile.Read(_folder)!;
        Assert.InRange(mark.AcknowledgedBefore, 1, day.Emissions.Count - 1);
        Assert.InRange(mark.NowMs, 1, 7_199_999);
        var result = await Run(day, server, []).PlayAsync(mark, 0, Cancel);
        Assert.Empty(result.Failures);
        Assert.Equal(day.Emissions.Count, result.Tally.Acknowledged);
        var told = server.Requests.Count;
        var again = await Run(day, server, []).PlayAsync(RunFile.Read(_folder), 0, Cancel);
        Assert.Empty(again.Failures);
        Assert.True(server.Requests.Count > told, "a day that is over is asked about again");
    }

    [Fact]
    public void The_report_has_every_promised_name()
    {
        var day = TinyDay.Make();
        var report = DayReport.Make(new DayResult(
            IncidentCheck.Of([], [], TimeSpan.Zero), Foresight.Of(day.Truth, new Dictionary<string, IReadOnlyList<(DateTimeOffset, bool)>>(), _ => []), day, 600, 12, TinyDay.AnswersOf(day.Truth), new(10, 10, 0, 0, 0, 0, 0, 0), 1, 2, [], TimeSpan.FromSeconds(1), [], new Dictionary<string, int> { ["reorder"] = 4 }, true, true, 0) { Dispatcher = "auto", Obeyed = 3, PlayingSeconds = 6 });
        const string promised = "scenario seed date speed wall_seconds sites laboratories vehicles trips deliveries deliveries_within_target boxes boxes_unaccounted tubes_packed tubes_received messages_sent messages_acknowledged facts_stored telemetry_stored duplicates_ignored late_arrivals unreadable signons_refused discrepancies incidents truth_mismatches acknowledgement_ms_p50 acknowledgement_ms_p99 transport_minutes_p50 transport_minutes_p95 transport_minutes_max unload_seconds_p50 unload_seconds_p95 unload_seconds_max unload_over_60_s gate_wait_seconds_p95 gate_wait_seconds_max stock_outs ledger_balanced chain_root state_hash expected_state_hash faults";
        Assert.All(promised.Split(' '), name => Assert.NotNull(report[name]));
        Assert.Equal(30, report["transport_minutes_max"]!.GetValue<double>());
        Assert.Equal(30, report["unload_seconds_p95"]!.GetValue<double>());
        Assert.Equal(4, report["faults"]!["reorder"]!.GetValue<int>());
        Assert.Contains("fault reorder", ReportTable.Make(report));
    }

    async Task<DayResult> PlayAsync(Day day, FakeServer server, IReadOnlyList<string>? faults = null)
    {
        await server.StartAsync(Cancel);
        return await Run(day, server, faults ?? []).PlayAsync(null, TimeProvider.System.GetTimestamp(), Cancel);
    }

    DayRun Run(Day day, FakeServer server, IReadOnlyList<string> faults, double speed = 7_200) =>
        new(RunOptions.Default with { Speed = speed, Faults = faults.ToHashSet() }, new FixedDay(day), day, 0.01, _folder, server, _told, false, TimeProvider.System);
}
