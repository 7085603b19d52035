using SpecimenLogistics.Simulators.Draws;
using SpecimenLogistics.Simulators.Faults;
using SpecimenLogistics.Simulators.Fleet;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>
/// What befalls the machines of a server of several processes: one blow after the other, each when the last has healed, by real time
/// since healing takes real time. It changes nothing of the day's end.
/// </summary>
internal sealed class MachineFaults(RunOptions options, IServer server, ProgrammeClock clock, Healer healer, TimeProvider real)
{
    public const int Most = 5;

    static readonly TimeSpan First = TimeSpan.FromSeconds(10), Rests = TimeSpan.FromSeconds(3),
        DatabaseDown = TimeSpan.FromSeconds(3), BrokerDown = TimeSpan.FromSeconds(3), StandsStill = TimeSpan.FromSeconds(20), NoticesWithin = TimeSpan.FromSeconds(30), NotBefore = TimeSpan.FromSeconds(45);

    /// <summary>Each fault that was asked for, with how often it was played.</summary>
    public Dictionary<string, int> Played { get; } = [];
    public IReadOnlyList<Healing> Healed => healer.Healed;

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
            var drawn = Draw.For(options.Seed, "machines", fault).Below(nodes.All.Count);
            await (fault switch
            {
                FaultName.KillNode => EndEachAsync(nodes, fault, node => node.KillAsync(), cancel),
                FaultName.RollingRestart => EndEachAsync(nodes, fault, node => node.StopAsync(), cancel),
                FaultName.PauseNode => PauseAsync(nodes, drawn, cancel),
                FaultName.SlowDatabase => Counted(fault, new SlowDatabase(healer).PlayAsync(nodes.Wires!, cancel)),
                FaultName.DiskFull => Counted(fault, new DiskFull(healer).PlayAsync(nodes, cancel)),
                FaultName.Partition => new Partition(healer, () => Count(fault)).PlayAsync(nodes, drawn, cancel),
                FaultName.LoseDatabaseMachine => LoseDatabaseAsync(nodes, cancel),
                FaultName.KillBroker => KillBrokerAsync(nodes.Broker!, cancel),
                _ => KillDatabaseAsync(nodes.Database!, cancel),
            });
            await Task.Delay(Rests, real, cancel);
        }
    }

    async Task EndEachAsync(Nodes nodes, string fault, Func<ServerProcess, Task> end, CancellationToken cancel)
    {
        foreach (var (n, node) in nodes.All.Index())
        {
            await healer.LastCountsAsync(cancel);
            node.MayEnd = true;
            var struck = real.GetTimestamp();
            await end(node);
            await healer.HealAsync($"{fault} {n + 1}", struck, but: n, cancel);
            Count(fault);
            await healer.AgainAsync(node, cancel);
            await Task.Delay(Rests, real, cancel);
        }
    }

    async Task KillDatabaseAsync(PrivateDatabase database, CancellationToken cancel)
    {
        var struck = real.GetTimestamp();
        await database.KillAsync(cancel);
        await Task.Delay(DatabaseDown, real, cancel);
        await database.StartAsync(cancel);
        await healer.HealAsync(FaultName.KillDatabase, struck, but: null, cancel);
        Count(FaultName.KillDatabase);
    }

    async Task KillBrokerAsync(PrivateBroker broker, CancellationToken cancel)
    {
        var struck = real.GetTimestamp();
        await broker.KillAsync(cancel);
        await Task.Delay(BrokerDown, real, cancel);
        await broker.StartAsync(cancel);
        await healer.HealAsync(FaultName.KillBroker, struck, but: null, cancel);
        Count(FaultName.KillBroker);
    }

    async Task LoseDatabaseAsync(Nodes nodes, CancellationToken cancel)
    {
        var struck = real.GetTimestamp();
        await nodes.LoseDatabaseAsync(cancel);
        await Task.Delay(DatabaseDown, real, cancel);
        await nodes.Database!.PromoteAsync(cancel);
        await healer.HealAsync(FaultName.LoseDatabaseMachine, struck, but: null, cancel);
        Count(FaultName.LoseDatabaseMachine);
    }

    /// <summary>It wakes up believing that it is alive; that it is not, it has to find out and end.</summary>
    async Task PauseAsync(Nodes nodes, int which, CancellationToken cancel)
    {
        var node = nodes.All[which];
        await healer.LastCountsAsync(cancel);
        node.MayEnd = true;
        var struck = real.GetTimestamp();
        node.StandStill();
        try
        {
            await healer.HealAsync($"{FaultName.PauseNode} {which + 1}", struck, but: which, cancel);
            await healer.PauseAsync(struck, StandsStill, cancel);
        }
        finally { node.WakeUp(); }
        if (!await node.EndsWithinAsync(NoticesWithin, cancel)) throw new RunTrouble($"a process that had stood still for {StandsStill.TotalSeconds:0} s did not find out within {NoticesWithin.TotalSeconds:0} s that the others had given it up");
        Count(FaultName.PauseNode);
        await healer.AgainAsync(node, cancel);
    }

    async Task Counted(string fault, Task played)
    {
        await played;
        Count(fault);
    }

    void Count(string fault) => Played[fault]++;
}
