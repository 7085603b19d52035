using Microsoft.Extensions.Logging.Abstractions;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Grains;

namespace SpecimenLogistics.Tests.Cluster;

/// <summary>From its store: it ends where others have answers, and waits where nobody has.</summary>
public sealed class A_process_that_is_cut_off
{
    static readonly TimeSpan s_long = TimeSpan.FromMinutes(1);

    [Theory(Timeout = 60_000)]
    [InlineData(true, true, false)]
    [InlineData(true, false, false)]
    [InlineData(false, false, false)]
    [InlineData(false, true, true)]
    public async Task Ends_where_the_store_answers_others_and_not_it(bool answersUs, bool answersOthers, bool ends)
    {
        var lease = new Lease { Answers = answersUs };
        Assert.Equal(ends, await EndsWithin(s_long, lease, () => answersOthers, TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = 60_000)]
    public async Task Stays_where_all_find_a_store_that_was_away_though_others_find_it_first()
    {
        var (rounds, lease) = (0, new Lease { Answers = false });
        Assert.False(await EndsWithin(s_long, lease, () =>
        {
            if (++rounds > CutOff.Rounds) lease.Answers = true;
            return rounds > 2;
        }, TestContext.Current.CancellationToken));
        Assert.True(rounds > CutOff.Rounds);
    }

    static async Task<bool> EndsWithin(TimeSpan limit, Lease lease, Func<bool> othersAreAnswered, CancellationToken cancel)
    {
        var time = new QuickTime();
        using var duty = new SharedDuty(lease, stands: true, time, NullLogger<SharedDuty>.Instance);
        var ended = new TaskCompletionSource();
        using var cutOff = new CutOff(duty, () => Task.FromResult(othersAreAnswered()), _ => ended.TrySetResult(), time, NullLogger<CutOff>.Instance);
        await duty.StartAsync(cancel);
        await cutOff.StartAsync(cancel);
        var first = await Task.WhenAny(ended.Task, Task.Delay(limit, time, cancel));
        await cutOff.StopAsync(cancel);
        await duty.StopAsync(cancel);
        return first == ended.Task;
    }

    sealed class Lease : ILease
    {
        public volatile bool Answers;

        public Task<LeaseAnswer> Hold(string what, TimeSpan length, CancellationToken cancel) =>
            Answers ? Task.FromResult(new LeaseAnswer(false, DateTimeOffset.UnixEpoch)) : Task.FromException<LeaseAnswer>(new TimeoutException());

        public Task<LeaseAnswer> Look(CancellationToken cancel) => Task.FromException<LeaseAnswer>(new TimeoutException());

        public Task Release(string what, CancellationToken cancel) => Task.CompletedTask;
    }

    /// <summary>A machine whose clocks and timers go twenty times as fast.</summary>
    sealed class QuickTime : TimeProvider
    {
        const int Times = 20;

        public override long GetTimestamp() => System.GetTimestamp() * Times;
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, Shorter(dueTime), Shorter(period));

        static TimeSpan Shorter(TimeSpan time) => time <= TimeSpan.Zero ? time : time / Times;
    }
}
