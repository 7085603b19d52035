using SpecimenLogistics.Simulators.Faults;
using SpecimenLogistics.Simulators.Fleet;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>One day against one server: put in, play, let it come to rest, ask, compare. The order of things is all here.</summary>
internal sealed class DayRun(RunOptions options, IOpenDay open, Day day, double costSeconds, string folder, IServer server, TextWriter to, bool terminal, TimeProvider real)
{
    static readonly TimeSpan SignOnDeadline = TimeSpan.FromSeconds(60), DrainDeadline = TimeSpan.FromSeconds(180), SettleDeadline = TimeSpan.FromSeconds(120);
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100), Saving = TimeSpan.FromSeconds(5), EndSeen = TimeSpan.FromSeconds(2), BrokerCalm = TimeSpan.FromSeconds(3);

    const int MostUnderWay = 50;

    readonly FleetPlan _plan = ChannelFaults.Plan(day, options.Faults);
    readonly GatewayCounts _gateway = new();
    Drivers? _drivers;
    Killer? _killer;
    MachineFaults? _machines;
    Foretold? _foretold;
    DayMarks? _marks;

    bool MayBeDown => _plan.Kills.Count > 0 || options.Faults.Overlaps(FaultName.OfTheMachines);

    /// <param name="before">How far an earlier run in this folder came; null for a fresh one.</param>
    /// <param name="begun">When the whole run began, as a timestamp of the real clock.</param>
    public async Task<DayResult> PlayAsync(RunFile? before, long begun, CancellationToken cancel)
    {
        try { return await PlayThroughAsync(before, begun, cancel); }
        catch (HttpRequestException lost) when (!cancel.IsCancellationRequested)
        {
            // Whoever of the many askers notices first, the cause is one. A process is seen to have ended a moment after its sockets.
            var noticed = real.GetTimestamp();
            while (!server.HasExited && real.GetElapsedTime(noticed) < EndSeen) await Task.Delay(Look, real, cancel);
            if (!server.HasExited) throw new RunTrouble($"the server does not answer: {lost.Message}");
            throw new RunTrouble(Killer.EndedByItself);
        }
    }

    async Task<DayResult> PlayThroughAsync(RunFile? before, long begun, CancellationToken cancel)
    {
        var clock = new ProgrammeClock(real, options.Speed, _plan.EndMs, before?.NowMs ?? 0, FromMs(), options.Fastest);
        var allowed = clock.RealTimeUntil(clock.EndMs);
        var certificates = options.Tls ? new Certificates(RunAuthority.DevicesIn(folder)) : null;
        using var rest = new Rest([.. server.Addresses.Select(a => a.Api)], server.Addresses[0].Token, certificates);
        await PutIn.ProgrammeAsync(rest, day.Setup, Moment(clock), clock.Rate, cancel);
        using var drivers = _drivers = new Drivers(open, options.Faults, clock, day, _plan, costSeconds, before?.Obeyed ?? []);
        await using var fleet = new DeviceFleet(_plan, [.. server.Addresses.Select(a => a.Broker).Distinct()], clock, real, before?.AcknowledgedBefore ?? 0, drivers.Hear, certificates, options.Broker ? PrivateBroker.MayForget : TimeSpan.Zero);
        var drained = await PlayOrStopAsync(rest, fleet, clock, cancel);
        await PutIn.ClockAsync(rest, day.Setup.Ends, clock.Rate, frozen: true, cancel);
        var settled = await SettleAsync(rest, cancel);
        Save(fleet, clock);
        if (_marks is { } marks) await marks.LookAsync(day.Setup.Date.AddDays(options.Days - 1), cancel);
        return await AskAsync(rest, fleet, drivers, drained, settled, begun, allowed, cancel);
    }

    // Interrupted, the programme clock stays where it was, so that the folder can be gone on with.
    async Task<bool> PlayOrStopAsync(Rest rest, DeviceFleet fleet, ProgrammeClock clock, CancellationToken cancel)
    {
        try { return await PlayDayAsync(rest, fleet, clock, cancel); }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            clock.Freeze();
            try { await PutIn.ClockAsync(rest, Moment(clock), clock.Rate, frozen: true, CancellationToken.None); }
            catch (HttpRequestException) { to.WriteLine("The server had ended first: Ctrl-C reaches it as well."); }
            throw;
        }
    }

    async Task<bool> PlayDayAsync(Rest rest, DeviceFleet fleet, ProgrammeClock clock, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var play = fleet.PlayAsync(stop.Token);
        var beside = new List<Task>();
        try
        {
            await SignOnAsync(fleet, play, cancel);
            await ServerClock.StartAsync(rest, clock, day.Setup.Starts, real, cancel);
            var killing = new Killer(_plan, clock, server, rest, _gateway, real);
            _killer = killing;
            var killer = killing.PlayAsync(stop.Token);
            _machines = new MachineFaults(options, server, clock, new Healer(fleet, rest, _gateway, to, real), real);
            var machines = _machines.PlayAsync(stop.Token);
            var slow = SlowDownAsync(rest, fleet, clock, stop.Token);
            var freeze = FreezeAtEndAsync(rest, clock, stop.Token);
            var progress = new Progress(to, terminal, _plan, day.Setup.Zone, fleet, clock, rest, real).TellAsync(stop.Token);
            _foretold = new Foretold(rest, real);
            _marks = options.Days > 1 ? new DayMarks(day.Setup, folder, fleet, clock, server, rest, MayBeDown, to, real) : null;
            beside.AddRange([killer, machines, slow, freeze, progress, _foretold.ListenAsync(stop.Token), killing.WatchAsync(stop.Token), SaveAsync(fleet, clock, stop.Token),
                _drivers!.PlayAsync(fleet, stop.Token), new Outsiders(day, clock, rest, MayBeDown, real).PlayAsync(stop.Token), _marks?.PlayAsync(stop.Token) ?? Task.CompletedTask]);
            var deadline = Task.Delay(clock.RealTimeUntil(_plan.EndMs) + DrainDeadline, real, stop.Token);
            var trouble = beside.Select(task => FirstTrouble(task, stop.Token));
            await await Task.WhenAny([play, deadline, .. trouble]);
            cancel.ThrowIfCancellationRequested();
            if (!play.IsCompletedSuccessfully) return false;
            await Task.WhenAll(killer, machines, freeze);
            return true;
        }
        finally
        {
            await stop.CancelAsync();
            await EndedAsync(Task.WhenAll([play, .. beside]));
        }
    }

    // Hellos go out while the programme clock stands still: then they tell the clocks' offsets exactly at any speed.
    async Task SignOnAsync(DeviceFleet fleet, Task play, CancellationToken cancel)
    {
        var began = real.GetTimestamp();
        var expected = _plan.Devices.Count - _plan.Outages.Count(o => o.FromMs <= 0);
        while (fleet.Counters.DevicesGreeted < expected)
        {
            // A day that was told to its end before has nothing to sign on for.
            if (play.IsCompleted) { await play; return; }
            if (real.GetElapsedTime(began) > SignOnDeadline)
                throw new RunTrouble($"only {fleet.Counters.DevicesGreeted} of {expected} devices could sign on; last: {fleet.Counters.LastLoss ?? "no answer"}");
            await Task.Delay(Look, real, cancel);
        }
    }

    /// <summary>Milliseconds of the day at which people begin to look at it.</summary>
    long FromMs()
    {
        if (options.From is not { } from) return 0;
        return Math.Max(0, (day.Setup.Local(day.Setup.Date, from) - day.Setup.Starts).Ticks / TimeSpan.TicksPerMillisecond);
    }

    // The server's clock is told again when the rate changes: by what the way takes, both would otherwise go apart.
    async Task SlowDownAsync(Rest rest, DeviceFleet fleet, ProgrammeClock clock, CancellationToken cancel)
    {
        if (clock.NowMs >= clock.FromMs) return;
        await Task.Delay(clock.RealTimeUntil(clock.FromMs), real, cancel);
        while (clock.NowMs < clock.FromMs) await Task.Delay(TimeSpan.FromMilliseconds(1), real, cancel);
        await ServerClock.SetAsync(rest, clock, day.Setup.Starts, real, cancel);
        await CatchUpAsync(rest, fleet, cancel);
        to.WriteLine($"It is {options.From:HH:mm}; the day goes on at {options.Speed:0.#} times its speed.");
    }

    // A busy machine is behind a fast day: who begins to look is to see the day, not what had not been told of it yet.
    async Task CatchUpAsync(Rest rest, DeviceFleet fleet, CancellationToken cancel)
    {
        for (var began = real.GetTimestamp(); real.GetElapsedTime(began) < DrainDeadline; await Task.Delay(Look, real, cancel))
        {
            try
            {
                if (fleet.LongestWait() < EndSeen && await ServerStatus.AskAsync(rest, cancel) is { Inbox: < MostUnderWay, Outbox: < MostUnderWay, Feed: < MostUnderWay }) return;
            }
            catch (HttpRequestException) when (MayBeDown) { continue; }
        }
        to.WriteLine($"The server is still behind after {DrainDeadline.TotalSeconds:0} s: what you see is older than its clock.");
    }

    // The day must not run on while the last messages are told: what is due after it is not part of it.
    async Task FreezeAtEndAsync(Rest rest, ProgrammeClock clock, CancellationToken cancel)
    {
        await Task.Delay(clock.RealTimeUntil(_plan.EndMs), real, cancel);
        while (true)
        {
            try
            {
                await PutIn.ClockAsync(rest, day.Setup.Ends, clock.Rate, frozen: true, cancel);
                return;
            }
            catch (HttpRequestException) when (MayBeDown)
            {
                // Killed just before the end: it is being started again. The run's own deadline ends the waiting.
                await Task.Delay(Look, real, cancel);
            }
        }
    }

    async Task<bool> SettleAsync(Rest rest, CancellationToken cancel)
    {
        var began = real.GetTimestamp();
        var calmSince = began;
        ServerStatus? last = null;
        while (real.GetElapsedTime(began) < SettleDeadline)
        {
            var status = await ServerStatus.AskAsync(rest, cancel);
            if (!status.NothingPending || status != last) calmSince = real.GetTimestamp();
            // What a broker between still holds, the server does not know.
            else if (!options.Broker || real.GetElapsedTime(calmSince) > BrokerCalm) return true;
            last = status;
            await Task.Delay(Look, real, cancel);
        }
        to.WriteLine($"The server still has work: {last}");
        return false;
    }

    async Task<DayResult> AskAsync(Rest rest, DeviceFleet fleet, Drivers drivers, bool drained, bool settled, long begun, TimeSpan playing, CancellationToken cancel)
    {
        var answers = await Answers.AskAsync(rest, day.Setup.Date, cancel);
        answers = answers with { Status = _gateway.Total(answers.Status) };
        var tolerance = TruthCheck.Tolerance(options.Faults.Contains(FaultName.Skew), options.Fastest);
        var (played, plan, undisturbed) = (drivers.Day, drivers.Plan, open.Undisturbed);
        var differences = TruthCheck.Differences(played.Truth, undisturbed, answers, tolerance);
        var faults = plan.FaultCounts.Concat(played.Truth.FaultCounts.Where(f => options.Faults.Contains(f.Key))).ToDictionary();
        if (faults.ContainsKey(FaultName.KillServer)) faults[FaultName.KillServer] = _killer?.Kills ?? 0;
        if (faults.ContainsKey(FaultName.HalfDevice)) faults[FaultName.HalfDevice] = fleet.Counters.Deaths;
        foreach (var (name, count) in _machines?.Played ?? new Dictionary<string, int>()) faults[name] = count;
        var foresight = Foresight.Of(played.Truth, answers.Risks, id => _foretold?.Of(id) ?? []);
        return new DayResult(
            IncidentCheck.Of([.. played.Truth.Expected, .. SilentCentres.Of(played, plan), .. drivers.SeenLate], answers.Incidents, IncidentCheck.Reaction(options.Fastest), SilentCentres.Knowable(plan), answers.OverAtOnce),
            foresight, played, options.Speed, real.GetElapsedTime(begun).TotalSeconds, answers, fleet.Tally(), fleet.Counters.Latencies.QuantileMs(0.5), fleet.Counters.Latencies.QuantileMs(0.99),
            differences, tolerance, CanonicalState.BoxesThatDiffer((undisturbed ?? played.Truth).CanonicalLines, answers.Lines), faults, drained, settled, plan.FaultCounts.GetValueOrDefault(FaultName.Malformed))
        {
            Dispatcher = options.Dispatcher,
            Nodes = server.Addresses.Count,
            Days = _marks?.All ?? [],
            Healed = _machines?.Healed ?? [],
            PlayingSeconds = playing.TotalSeconds,
            // A process that dies takes its latest counts with it.
            RepeatsOwed = MayBeDown ? 0 : fleet.Counters.ItemsUnanswered,
            Obeyed = drivers.Obeyed.Count - played.Declined.Count,
            InstructionsLost = drivers.Lost,
        };
    }

    async Task SaveAsync(DeviceFleet fleet, ProgrammeClock clock, CancellationToken cancel)
    {
        using var turns = new PeriodicTimer(Saving, real);
        try
        {
            while (await turns.WaitForNextTickAsync(cancel)) Save(fleet, clock);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested) { Save(fleet, clock); }
    }

    void Save(DeviceFleet fleet, ProgrammeClock clock) => new RunFile(
        day.Setup.Scenario, day.Setup.Seed, day.Setup.Date, [.. options.Faults], fleet.AcknowledgedBefore, clock.NowMs) { Obeyed = _drivers?.Obeyed ?? [], Days = options.Days }.Write(folder);

    DateTimeOffset Moment(ProgrammeClock clock) => day.Setup.Starts.AddMilliseconds(clock.NowMs);

    // Fails with the task, and otherwise ends only with the day.
    static async Task FirstTrouble(Task task, CancellationToken cancel)
    {
        await task;
        await Task.Delay(Timeout.Infinite, cancel);
    }

    static async Task EndedAsync(Task task)
    {
        try { await task; }
        catch (OperationCanceledException) when (task.IsCanceled) { return; }
    }
}
