using SpecimenLogistics.Simulators.Fleet;

namespace SpecimenLogistics.Unit.Simulators;

public sealed class ProgrammeClockTests
{
    readonly ByHand _real = new();

    [Fact]
    public void Runs_fast_to_a_moment_and_slowly_from_there()
    {
        var clock = new ProgrammeClock(_real, 1, 100_000, 0, 60_000, 300);
        Assert.Equal((300d, 0L), (clock.Rate, clock.NowMs));
        Assert.Equal(TimeSpan.FromMilliseconds(200), clock.RealTimeUntil(60_000));
        Assert.Equal(TimeSpan.FromMilliseconds(200 + 40_000), clock.RealTimeUntil(100_000));
        clock.Start();
        _real.Pass(100);
        Assert.Equal((300d, 30_000L), (clock.Rate, clock.NowMs));
        Assert.Equal(TimeSpan.FromMilliseconds(100 + 5_000), clock.RealTimeUntil(65_000));
        _real.Pass(100);
        Assert.Equal((1d, 60_000L), (clock.Rate, clock.NowMs));
        _real.Pass(5_000);
        Assert.Equal(65_000, clock.NowMs);
        Assert.Equal(TimeSpan.Zero, clock.RealTimeUntil(60_000));
        _real.Pass(50_000);
        Assert.Equal((100_000L, true), (clock.NowMs, clock.Ended));
    }

    [Fact]
    public void Gone_on_with_after_that_moment_it_is_slow_from_the_start()
    {
        var clock = new ProgrammeClock(_real, 2, 100_000, 70_000, 60_000, 300);
        clock.Start();
        _real.Pass(1_000);
        Assert.Equal((2d, 72_000L), (clock.Rate, clock.NowMs));
    }

    [Fact]
    public void Frozen_before_that_moment_it_goes_on_fast_to_it()
    {
        var clock = new ProgrammeClock(_real, 1, 100_000, 0, 60_000, 300);
        clock.Start();
        _real.Pass(100);
        clock.Freeze();
        _real.Pass(10_000);
        Assert.Equal(30_000, clock.NowMs);
        clock.Start();
        _real.Pass(200);
        Assert.Equal(60_100, clock.NowMs);
    }

    sealed class ByHand : TimeProvider
    {
        long _now;
        public override long TimestampFrequency => 1_000;
        public override long GetTimestamp() => _now;
        public void Pass(long ms) => _now += ms;
    }
}
