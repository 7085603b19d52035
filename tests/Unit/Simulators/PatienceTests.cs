using SpecimenLogistics.Simulators.Fleet;

namespace SpecimenLogistics.Unit.Simulators;

public sealed class PatienceTests
{
    static readonly TimeSpan s_moment = TimeSpan.FromMilliseconds(1);
    readonly ByHand _real = new();

    [Fact]
    public void Doubles_each_time_that_nobody_answered_up_to_a_minute()
    {
        var patience = new Patience(_real);
        foreach (var seconds in (int[])[4, 8, 16, 32, 60, 60])
        {
            Assert.False(patience.IsAtItsEnd(true, TimeSpan.FromSeconds(seconds)));
            Assert.True(patience.IsAtItsEnd(true, TimeSpan.FromSeconds(seconds) + s_moment));
            _real.Advance(TimeSpan.FromSeconds(seconds));
        }
    }

    [Fact]
    public void Is_as_short_as_at_first_once_it_was_served_well_for_a_while()
    {
        var patience = new Patience(_real);
        Assert.True(patience.IsAtItsEnd(true, Patience.First + s_moment));
        _real.Advance(Patience.Forgets);
        Assert.False(patience.IsAtItsEnd(true, TimeSpan.Zero));
        Assert.False(patience.IsAtItsEnd(true, Patience.First + s_moment));
        _real.Advance(s_moment);
        // Not while it waits, nor before it is signed on.
        Assert.False(patience.IsAtItsEnd(true, TimeSpan.FromSeconds(2)));
        Assert.False(patience.IsAtItsEnd(false, TimeSpan.Zero));
        Assert.False(patience.IsAtItsEnd(true, Patience.First + s_moment));
        Assert.False(patience.IsAtItsEnd(true, TimeSpan.Zero));
        Assert.True(patience.IsAtItsEnd(true, Patience.First + s_moment));
    }

    sealed class ByHand : TimeProvider
    {
        long _now;
        public override long TimestampFrequency => TimeSpan.TicksPerSecond;
        public override long GetTimestamp() => _now;
        public void Advance(TimeSpan by) => _now += by.Ticks;
    }
}
