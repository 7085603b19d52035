using System.Reflection;
using Orleans.Runtime;
using SpecimenLogistics.Server;

namespace SpecimenLogistics.Unit.Joining;

/// <summary>A process that the others have given up is not there much longer.</summary>
public sealed class GivenUpTests
{
    static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(20);

    readonly Hand _time = new();
    readonly Oracle _silos = (Oracle)DispatchProxy.Create<ISiloStatusOracle, Oracle>();
    readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    GivenUp Watch() => new((ISiloStatusOracle)(object)_silos, _time, () => _ended.TrySetResult());

    [Fact(Timeout = 60_000)]
    public async Task It_is_ended_after_its_patience_and_not_before()
    {
        var watch = Watch();
        await watch.StartAsync(Cancel);
        await Looks(3);
        _silos.Status = SiloStatus.Dead;
        await Looks(2);
        _time.Pass(GivenUp.Patience);
        await Looks(2);
        Assert.False(_ended.Task.IsCompleted);
        _time.Pass(TimeSpan.FromSeconds(1));
        await _ended.Task.WaitAsync(s_deadline, Cancel);
        await watch.StopAsync(Cancel);
    }

    [Fact(Timeout = 60_000)]
    public async Task One_that_ends_because_it_is_asked_to_has_its_own_time()
    {
        var watch = Watch();
        await watch.StartAsync(Cancel);
        await Looks(1);
        _silos.Status = SiloStatus.Dead;
        await Looks(1);
        await watch.StopAsync(Cancel);
        var looks = _silos.Looks;
        _time.Pass(GivenUp.Patience * 3);
        await Task.Delay(TimeSpan.FromSeconds(3), Cancel);
        Assert.False(_ended.Task.IsCompleted);
        Assert.InRange(_silos.Looks - looks, 0, 1);
    }

    /// <summary>It has looked so many times more.</summary>
    async Task Looks(int more)
    {
        for (var wanted = _silos.Looks + more; _silos.Looks < wanted;) await Task.Delay(20, Cancel);
    }

    public class Oracle : DispatchProxy
    {
        int _looks;
        volatile int _status = (int)SiloStatus.Active;

        public int Looks => Volatile.Read(ref _looks);
        public SiloStatus Status { set => _status = (int)value; }

        protected override object? Invoke(MethodInfo? method, object?[]? args)
        {
            if (method?.Name != $"get_{nameof(ISiloStatusOracle.CurrentStatus)}") throw new NotSupportedException(method?.Name);
            Interlocked.Increment(ref _looks);
            return (SiloStatus)_status;
        }
    }

    sealed class Hand : TimeProvider
    {
        long _ticks = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;
        public override long GetTimestamp() => Volatile.Read(ref _ticks);
        public void Pass(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
    }
}
