using SpecimenLogistics.Simulators.Fleet;

namespace SpecimenLogistics.Simulators.Runs;

/// <param name="What">The fault, and which machine.</param>
/// <param name="Seconds">Real time from the blow until every process that was to be up said it was ready, no message waited for longer than five seconds, and it stayed so.</param>
internal sealed record Healing(string What, double Seconds);

/// <summary>Looks at a server that was struck, until it is as it was.</summary>
internal sealed class Healer(DeviceFleet fleet, Rest rest, GatewayCounts counts, TextWriter to, TimeProvider real)
{
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100), Moment = TimeSpan.FromSeconds(5), Calm = TimeSpan.FromSeconds(6), HealDeadline = TimeSpan.FromSeconds(120);

    readonly List<Healing> _healed = [];

    public IReadOnlyList<Healing> Healed => _healed;

    public long Now => real.GetTimestamp();

    public Task PauseAsync(TimeSpan length, CancellationToken cancel) => length > TimeSpan.Zero ? Task.Delay(length, real, cancel) : Task.CompletedTask;

    /// <summary>Until so long after the blow.</summary>
    public Task PauseAsync(long struck, TimeSpan length, CancellationToken cancel) => PauseAsync(length - real.GetElapsedTime(struck), cancel);

    /// <summary>What a process has counted is gone with it.</summary>
    public async Task LastCountsAsync(CancellationToken cancel) => counts.LifeEnds(await ServerStatus.AskAsync(rest, cancel));

    public async Task HealAsync(string what, long struck, int? but, CancellationToken cancel)
    {
        // Not everything is missed at once: a device that is silent at the moment finds out when it has something to say.
        for (var calmSince = real.GetTimestamp(); real.GetElapsedTime(calmSince) < Calm; await Task.Delay(Look, real, cancel))
        {
            if (fleet.LongestWait() <= Moment && await rest.AreReadyAsync(but, cancel)) continue;
            if (real.GetElapsedTime(struck) > HealDeadline)
                throw new RunTrouble($"{what} had not healed after {HealDeadline.TotalSeconds:0} s: a message waits for {fleet.LongestWait().TotalSeconds:0} s; {await rest.WhyNotReadyAsync(but, cancel) ?? "every process is ready"}");
            calmSince = real.GetTimestamp();
        }
        var healing = new Healing(what, Math.Round((real.GetElapsedTime(struck) - Calm).TotalSeconds, 1));
        _healed.Add(healing);
        to.WriteLine(FormattableString.Invariant($"{healing.What}: healed after {healing.Seconds:0.0} s"));
    }

    /// <summary>As whoever supervises it would.</summary>
    public async Task AgainAsync(ServerProcess node, CancellationToken cancel)
    {
        await node.StartAsync(cancel);
        node.MayEnd = false;
        if (!await UntilAsync(() => rest.AreReadyAsync(null, cancel), HealDeadline, cancel))
            throw new RunTrouble($"after a restart not every process was ready within {HealDeadline.TotalSeconds:0} s: {await rest.WhyNotReadyAsync(null, cancel)}");
    }

    /// <summary>What it says of itself when it is asked whether it is ready; null when it is.</summary>
    public Task<string?> WhyNotReadyAsync(int node, CancellationToken cancel) => rest.WhyNotReadyAsync(node, cancel);

    /// <summary>Looks until something holds, for so long at most; whether it does.</summary>
    public async Task<bool> UntilAsync(Func<Task<bool>> holds, TimeSpan limit, CancellationToken cancel)
    {
        for (var began = real.GetTimestamp(); ; await Task.Delay(Look, real, cancel))
        {
            if (await holds()) return true;
            if (real.GetElapsedTime(began) > limit) return false;
        }
    }

    public TimeSpan LongestWait => fleet.LongestWait();

    public void Say(string line) => to.WriteLine(line);
}
