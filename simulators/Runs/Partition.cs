using SpecimenLogistics.Simulators.Faults;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>
/// One process after another is cut off: from the others, from the database, from both. Devices and people still reach it. The others go on without it;
/// it must not be ready by then, and when the wires are whole again it must be one of them again, by itself or started anew after it has ended.
/// </summary>
internal sealed class Partition(Healer healer, Action played)
{
    static readonly TimeSpan Least = TimeSpan.FromSeconds(20), ComesBack = TimeSpan.FromSeconds(60), Sure = TimeSpan.FromSeconds(12), Rests = TimeSpan.FromSeconds(5);
    static readonly (string From, bool Others, bool Database)[] s_turns = [("others", true, false), ("database", false, true), ("both", true, true)];

    public async Task PlayAsync(Nodes nodes, int first, CancellationToken cancel)
    {
        foreach (var (n, turn) in s_turns.Index())
        {
            await CutOffAsync(nodes, (first + n) % nodes.All.Count, turn, cancel);
            played();
            await healer.PauseAsync(Rests, cancel);
        }
    }

    async Task CutOffAsync(Nodes nodes, int which, (string From, bool Others, bool Database) turn, CancellationToken cancel)
    {
        var node = nodes.All[which];
        await healer.LastCountsAsync(cancel);
        node.MayEnd = true;
        var struck = healer.Now;
        nodes.Wires!.CutOff(which, turn.Others, turn.Database);
        try
        {
            await healer.HealAsync($"{FaultName.Partition} {turn.From} {which + 1}", struck, but: which, cancel);
            if (await healer.WhyNotReadyAsync(which, cancel) is not { } why) throw new RunTrouble($"a process that is cut off from {turn.From} still says that it is ready");
            healer.Say($"  process {which + 1}, cut off from {turn.From}: {(node.HasExited ? "it has ended" : why)}");
            await healer.PauseAsync(struck, Least, cancel);
        }
        finally { nodes.Wires.Mend(); }
        await ComeBackAsync(node, which, cancel);
    }

    // One that was given up may look well until it reads that it was.
    async Task ComeBackAsync(ServerProcess node, int which, CancellationToken cancel)
    {
        var isWell = await healer.UntilAsync(async () => node.HasExited || await healer.WhyNotReadyAsync(which, cancel) is null, ComesBack, cancel)
            && !await healer.UntilAsync(() => Task.FromResult(node.HasExited), Sure, cancel) && await healer.WhyNotReadyAsync(which, cancel) is null;
        if (isWell) { node.MayEnd = false; return; }
        if (!node.HasExited) throw new RunTrouble($"a process that was cut off had not come back {ComesBack.TotalSeconds:0} s after its wires were whole, nor ended: {await healer.WhyNotReadyAsync(which, cancel)}");
        await healer.AgainAsync(node, cancel);
    }
}
