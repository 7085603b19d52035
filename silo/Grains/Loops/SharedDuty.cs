using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Grains;

/// <summary>
/// On duty while a lease says so, and a moment less: by its own clock from before it asked, so that a process which stood still finds its
/// duty over before it does anything. On the way it learns how far this machine's clock is from the store's, which a process that
/// does not stand for the duty wants to know too.
/// </summary>
public sealed class SharedDuty(ILease lease, bool stands, TimeProvider real, ILogger<SharedDuty> log) : BackgroundService, IDuty, IReadiness
{
    const string Loops = "loops";

    /// <summary>Another process takes over when this long has passed without a word.</summary>
    static readonly TimeSpan Length = TimeSpan.FromSeconds(5);
    static readonly TimeSpan Margin = TimeSpan.FromSeconds(1), Every = TimeSpan.FromSeconds(1), NoAnswer = TimeSpan.FromSeconds(5);

    /// <summary>Programme times of two machines are compared all day: further apart they would judge the same scan differently.</summary>
    public static readonly TimeSpan MostApart = TimeSpan.FromSeconds(1);

    long oursFrom, answeredAt;
    bool ours;
    TimeSpan apart;

    public bool IsOurs => Volatile.Read(ref ours) && real.GetElapsedTime(Interlocked.Read(ref oursFrom)) < Length - Margin;

    /// <summary>It did in the last seconds.</summary>
    public bool StoreAnswers => Interlocked.Read(ref answeredAt) is not 0 and var at && real.GetElapsedTime(at) < NoAnswer;

    public string? WhyNot
    {
        get
        {
            if (StoreAnswers)
                return apart.Duration() <= MostApart ? null : FormattableString.Invariant($"this machine's clock is {apart.TotalSeconds:0.0} s from the store's");
            return "the store does not answer";
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var turns = new PeriodicTimer(Every, real);
        try
        {
            do await Ask(stop);
            while (await turns.WaitForNextTickAsync(stop));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
    }

    async Task Ask(CancellationToken stop)
    {
        var asked = real.GetTimestamp();
        try
        {
            var before = real.GetUtcNow();
            var answer = await (stands ? lease.Hold(Loops, Length, stop) : lease.Look(stop)).WaitAsync(NoAnswer, real, stop);
            var after = real.GetUtcNow();
            // Somewhere on the way the store looked at its clock: what the way takes is nobody's error.
            apart = answer.StoreTime < before ? before - answer.StoreTime : answer.StoreTime > after ? answer.StoreTime - after : TimeSpan.Zero;
            Interlocked.Exchange(ref oursFrom, asked);
            Interlocked.Exchange(ref answeredAt, real.GetTimestamp());
            if (answer.IsOurs != Volatile.Read(ref ours)) log.LogInformation("{What} on duty", answer.IsOurs ? "Now" : "No more");
            Volatile.Write(ref ours, answer.IsOurs);
        }
        catch (Exception error) when (!stop.IsCancellationRequested)
        {
            // What was ours goes on until its time is over; then it is nobody's until the store answers.
            log.LogDebug(error, "the store was not asked who is on duty");
        }
    }

    public override async Task StopAsync(CancellationToken cancel)
    {
        await base.StopAsync(cancel);
        if (!Volatile.Read(ref ours)) return;
        Volatile.Write(ref ours, false);
        try { await lease.Release(Loops, cancel).WaitAsync(NoAnswer, real, cancel); }
        catch (Exception error) { log.LogInformation(error, "who is next on duty waits until the lease has ended"); }
    }
}
