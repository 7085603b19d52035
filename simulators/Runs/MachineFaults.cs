using SpecimenLogistics.Simulators.Draws;
using SpecimenLogistics.Simulators.Faults;
using SpecimenLogistics.Simulators.Fleet;

namespace SpecimenLogistics.Simulators.Runs;

/// <param name="What">The fault, and which machine.</param>
/// <param name="Seconds">Real time from the blow until every process that was to be up said it was ready, no message waited for longer than five seconds, and it stayed so.</param>
internal sealed record Healing(string What, double Seconds);

/// <summary>
/// What befalls the machines of a server of several processes: one blow after the other, each when the last has healed, by real time
/// since healing takes real time. It changes nothing of the day's end.
/// </summary>
internal sealed class MachineFaults(RunOptions options, IServer server, DeviceFleet fleet, ProgrammeClock clock, Rest rest, GatewayCounts counts, TextWriter to, TimeProvider real)
{
    public const int Most = 4;

    static readonly TimeSpan First = TimeSpan.FromSeconds(15), Rests = TimeSpan.FromSeconds(5), Look = TimeSpan.FromMilliseconds(100),
        DatabaseDown = TimeSpan.FromSeconds(3), StandsStill = TimeSpan.FromSeconds(20), Moment = TimeSpan.FromSeconds(5), Calm = TimeSpan.FromSeconds(6), HealDeadline = TimeSpan.FromSeconds(120),
        NoticesWithin = TimeSpan.FromSeconds(30), NotBefore = TimeSpan.FromSeconds(45);

    readonly List<Healing> _healed = [];

    /// <summary>Each fault that was asked for, with how often it was played.</summary>
    public Dictionary<string, int> Played { get; } = [];
    public IReadOnlyList<Healing> Healed => _healed;

    public static string? Refusal(RunOptions options)
    {
        string[] asked = [.. options.Faults.Where(FaultName.OfTheMachines.Contains)];
        if (asked.Length > Most) return $"at most {Most} faults of machines go into one day, not {asked.Length}";
        if (asked.Length > 0 && options.Nodes < 2) return $"{asked[0]} needs --nodes 2 or more";
        if (asked.Contains(FaultName.KillDatabase) && options.Store is not null) return "kill-database needs a database of the run's own: leave --store away";
        return null;
    }

    public async Task PlayAsync(CancellationToken cancel)
    {
        string[] asked = [.. options.Faults.Where(FaultName.OfTheMachines.Contains)];
        if (asked.Length == 0 || server is not Nodes nodes) return;
        foreach (var fault in asked) Played[fault] = 0;
        await Task.Delay(First, real, cancel);
        foreach (var fault in asked)
        {
            // A blow that cannot heal before the day's end shows nothing; that it is missing is told by the count.
            if (clock.RealTimeUntil(clock.EndMs) < NotBefore) return;
            await (fault switch
            {
                FaultName.KillNode => EndEachAsync(nodes, fault, node => node.KillAsync(), cancel),
                FaultName.RollingRestart => EndEachAsync(nodes, fault, node => node.StopAsync(), cancel),
                FaultName.PauseNode => PauseAsync(nodes, Draw.For(options.Seed, "machines", fault).Below(nodes.All.Count), cancel),
                _ => KillDatabaseAsync(nodes.Database!, cancel),
            });
            await Task.Delay(Rests, real, cancel);
        }
    }

    async Task EndEachAsync(Nodes nodes, string fault, Func<ServerProcess, Task> end, CancellationToken cancel)
    {
        foreach (var (n, node) in nodes.All.Index())
        {
            await LastCountsAsync(cancel);
            node.MayEnd = true;
            var struck = real.GetTimestamp();
            await end(node);
            await HealAsync($"{fault} {n + 1}", struck, but: n, cancel);
            Count(fault);
            await AgainAsync(node, cancel);
            await Task.Delay(Rests, real, cancel);
        }
    }

    async Task KillDatabaseAsync(PrivateDatabase database, CancellationToken cancel)
    {
        var struck = real.GetTimestamp();
        await database.KillAsync(cancel);
        await Task.Delay(DatabaseDown, real, cancel);
        await database.StartAsync(cancel);
        await HealAsync(FaultName.KillDatabase, struck, but: null, cancel);
        Count(FaultName.KillDatabase);
    }

    /// <summary>It wakes up believing that it is alive; that it is not, it has to find out and end.</summary>
    async Task PauseAsync(Nodes nodes, int which, CancellationToken cancel)
    {
        var node = nodes.All[which];
        await LastCountsAsync(cancel);
        node.MayEnd = true;
        var struck = real.GetTimestamp();
        node.StandStill();
        try
        {
            await HealAsync($"{FaultName.PauseNode} {which + 1}", struck, but: which, cancel);
            if (StandsStill - real.GetElapsedTime(struck) is { Ticks: > 0 } rest) await Task.Delay(rest, real, cancel);
        }
        finally { node.WakeUp(); }
        if (!await node.EndsWithinAsync(NoticesWithin, cancel)) throw new RunTrouble($"a process that had stood still for {StandsStill.TotalSeconds:0} s did not find out within {NoticesWithin.TotalSeconds:0} s that the others had given it up");
        Count(FaultName.PauseNode);
        await AgainAsync(node, cancel);
    }

    async Task AgainAsync(ServerProcess node, CancellationToken cancel)
    {
        await node.StartAsync(cancel);
        node.MayEnd = false;
        var started = real.GetTimestamp();
        while (!await rest.AreReadyAsync(null, cancel))
        {
            if (real.GetElapsedTime(started) > HealDeadline) throw new RunTrouble($"after a restart not every process was ready within {HealDeadline.TotalSeconds:0} s");
            await Task.Delay(Look, real, cancel);
        }
    }

    async Task HealAsync(string what, long struck, int? but, CancellationToken cancel)
    {
        // Not everything is missed at once: a device that is silent at the moment finds out when it has something to say.
        for (var calmSince = real.GetTimestamp(); real.GetElapsedTime(calmSince) < Calm; await Task.Delay(Look, real, cancel))
        {
            if (fleet.LongestWait() <= Moment && await rest.AreReadyAsync(but, cancel)) continue;
            if (real.GetElapsedTime(struck) > HealDeadline) throw new RunTrouble($"{what} had not healed after {HealDeadline.TotalSeconds:0} s: a message waits for {fleet.LongestWait().TotalSeconds:0} s");
            calmSince = real.GetTimestamp();
        }
        var healing = new Healing(what, Math.Round((real.GetElapsedTime(struck) - Calm).TotalSeconds, 1));
        _healed.Add(healing);
        to.WriteLine(FormattableString.Invariant($"{healing.What}: healed after {healing.Seconds:0.0} s"));
    }

    async Task LastCountsAsync(CancellationToken cancel) => counts.LifeEnds(await ServerStatus.AskAsync(rest, cancel));

    void Count(string fault) => Played[fault]++;
}
