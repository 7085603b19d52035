using SpecimenLogistics.Simulators.Faults;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>
/// The disk under the store is full for a while. Every process must say so, none may acknowledge what it could not write, and when there is room again
/// all goes on: what ended by itself (PostgreSQL may, where its log finds no room) is started again as by whoever supervises it.
/// </summary>
internal sealed class DiskFull(Healer healer)
{
    static readonly TimeSpan Full = TimeSpan.FromSeconds(15), SaysSo = TimeSpan.FromSeconds(30);
    const string Why = "full";

    public async Task PlayAsync(Nodes nodes, CancellationToken cancel)
    {
        await healer.LastCountsAsync(cancel);
        foreach (var node in nodes.All) node.MayEnd = true;
        var struck = healer.Now;
        nodes.Disk!.Fill();
        try
        {
            string? said = null;
            if (!await healer.UntilAsync(async () => await Reasons(nodes, cancel) is var why && (said = why.Find(w => w?.Contains(Why, StringComparison.Ordinal) == true) ?? said) is not null && why.TrueForAll(w => w is not null), SaysSo, cancel))
                throw new RunTrouble($"{SaysSo.TotalSeconds:0} s after the disk was full {(said is null ? "no process says so" : "a process is ready all the same")}");
            healer.Say($"  the disk is full: {said}");
            await healer.PauseAsync(struck, Full, cancel);
        }
        finally { nodes.Disk.MakeRoom(); }
        if (nodes.Database is { } database) await database.StartAsync(cancel);
        foreach (var node in nodes.All)
        {
            if (node.HasExited) await node.StartAsync(cancel);
            node.MayEnd = false;
        }
        await healer.HealAsync(FaultName.DiskFull, struck, but: null, cancel);
    }

    async Task<List<string?>> Reasons(Nodes nodes, CancellationToken cancel)
    {
        var reasons = new List<string?>();
        for (var n = 0; n < nodes.All.Count; n++) reasons.Add(await healer.WhyNotReadyAsync(n, cancel));
        return reasons;
    }
}
