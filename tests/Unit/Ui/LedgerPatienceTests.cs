using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui;

namespace SpecimenLogistics.Unit.Ui;

/// <summary>When the screen calls an account wrong.</summary>
public sealed class LedgerPatienceTests
{
    readonly Standing clock = new();

    [Fact]
    public void A_place_that_is_being_told_is_in_motion_and_never_called_wrong()
    {
        var patience = new LedgerPatience(clock);
        for (var second = 0; second < 20; second++)
        {
            // Each second another box is on its way: the place never agrees when somebody looks.
            var seen = patience.Judge(Seen(new LedgerLine("warehouse:WH1", 10, second, 0, 10 + second, 11 + second + second % 2)));
            Assert.Equal((0, 1, false), (seen.Off.Count, seen.Moving, seen.Balanced));
            clock.Pass(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public void A_difference_that_stays_is_called_wrong_and_not_before_nobody_can_be_on_the_way()
    {
        var patience = new LedgerPatience(clock);
        LedgerSummary Look() => patience.Judge(Seen(new LedgerLine("centre:CW01", 4, 0, 1, 3, 4)));
        Assert.Equal((0, 1), (Look().Off.Count, Look().Moving));
        clock.Pass(LedgerPatience.Patience);
        Assert.Equal("centre:CW01", Assert.Single(Look().Off).Party);
        Assert.True(patience.Judge(Seen()).Balanced);
        Assert.Empty(Look().Off);
    }

    static LedgerSummary Seen(params LedgerLine[] off) => new(new Dictionary<BoxPlace, int>(), 0, 0, 0, null, null, off);

    sealed class Standing : TimeProvider
    {
        long now = 1;
        public override long GetTimestamp() => now;
        public override long TimestampFrequency => TimeSpan.TicksPerSecond;
        public void Pass(TimeSpan by) => now += by.Ticks;
    }
}
