using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Simulation;

/// <summary>The world's clock, for timers and for the programme alike.</summary>
sealed class WorldTime(World world) : TimeProvider, IClockControl
{
    public static readonly DateTimeOffset Morning = new(2020, 9, 6, 0, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Morning.AddMicroseconds(world.Now);
    public override long GetTimestamp() => world.Now;
    public override long TimestampFrequency => 1_000_000;
    public ClockState Read() => new(GetUtcNow(), 1, false);
    public Task Set(ClockState state, CancellationToken cancel) => throw new NotSupportedException();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new WorldTimer(world, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    sealed class WorldTimer(World world, TimerCallback callback, object? state) : ITimer
    {
        int set;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var mine = ++set;
            if (dueTime != Timeout.InfiniteTimeSpan) world.After(dueTime, () => Ring(mine, period));
            return true;
        }

        void Ring(int mine, TimeSpan period)
        {
            if (mine != set) return;
            if (period > TimeSpan.Zero) world.After(period, () => Ring(mine, period));
            callback(state);
        }

        public void Dispose() => set++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
