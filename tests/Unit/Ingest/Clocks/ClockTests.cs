using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ingest;

namespace SpecimenLogistics.Unit.Ingest;

public sealed class ClockTests
{
    static readonly ClockOptions Options = new();
    static readonly Instant Noon = Instant.From(Gateway.Noon);
    static readonly object Session = new();
    static long Ms(Instant at) => at.Microseconds / 1000;

    [Fact]
    public void A_right_clock_is_taken_at_its_word()
    {
        var clock = Measured(wallError: TimeSpan.FromSeconds(3), rate: 1);
        Assert.True(clock.Trusted);
        Assert.Equal(Noon + TimeSpan.FromSeconds(3), clock.At(60_000));
    }

    [Theory]
    [InlineData(-20)]
    [InlineData(120)]
    public void A_wrong_clock_is_measured_by_up_time(int minutes)
    {
        var clock = Measured(TimeSpan.FromMinutes(minutes), rate: 60);
        Assert.False(clock.Trusted);
        Assert.Equal(Noon, clock.At(60_000));
        Assert.Equal(Noon + TimeSpan.FromSeconds(5), clock.At(65_000));
    }

    [Fact]
    public void A_fast_programme_allows_for_the_way()
    {
        // Half a real second on the way is five minutes at a rate of 600.
        Assert.True(Measured(TimeSpan.FromMinutes(-5), rate: 600).Trusted);
        Assert.False(Measured(TimeSpan.FromMinutes(-5), rate: 1).Trusted);
    }

    [Fact]
    public void What_the_way_cannot_explain_is_uncertain()
    {
        Assert.Equal(TimeSpan.FromSeconds(1), Measured(TimeSpan.FromSeconds(1), rate: 1).Uncertainty);
        Assert.Equal(TimeSpan.FromSeconds(39), Measured(TimeSpan.FromSeconds(40), rate: 1).Uncertainty);
    }

    [Fact]
    public void The_quickest_hello_is_the_best_and_the_slowest_says_how_sure_it_is()
    {
        var clocks = new DeviceClocks([]);
        foreach (var seconds in new[] { 9, 2, 5 })
            clocks.Hello(Session, 7, Noon + TimeSpan.FromSeconds(seconds), 60_000, Ms(Noon) - 7_200_000);
        var clock = Freeze(clocks, 7, Noon + TimeSpan.FromMinutes(1));
        Assert.Equal(Noon + TimeSpan.FromSeconds(2), clock.At(60_000));
        Assert.Equal(TimeSpan.FromSeconds(7), clock.Uncertainty);
    }

    [Fact]
    public void A_first_publish_that_was_quicker_than_the_hellos_is_the_better_measure()
    {
        // Three hellos stood in a queue for 20 minutes of a fast programme; the device's clock is right.
        var clocks = new DeviceClocks([]);
        foreach (var seconds in new[] { 1_200, 1_201, 1_202 })
            clocks.Hello(Session, 7, Noon + TimeSpan.FromSeconds(seconds), 60_000, Ms(Noon));
        var later = Noon + TimeSpan.FromHours(1);
        var (clock, _) = clocks.Measure(Session, 7, later, 3_660_000, Ms(later), new ItemTimes(Ms(later), 3_660_000, 3_660_000), Options, 600);
        Assert.True(clock.Trusted);
        Assert.Equal(Noon, clock.At(60_000));
    }

    [Fact]
    public void An_old_copy_does_not_blur_what_the_hellos_measured()
    {
        var clocks = new DeviceClocks([]);
        clocks.Hello(Session, 7, Noon, 60_000, Ms(Noon) - 7_200_000);
        clocks.Hello(Session, 7, Noon + TimeSpan.FromSeconds(1), 60_000, Ms(Noon) - 7_200_000);
        Assert.Equal(TimeSpan.FromSeconds(1), Freeze(clocks, 7, Noon + TimeSpan.FromHours(5)).Uncertainty);
    }

    [Fact]
    public void A_hello_that_comes_too_late_changes_nothing()
    {
        var clocks = new DeviceClocks([]);
        clocks.Hello(Session, 7, Noon, 60_000, Ms(Noon));
        var frozen = Freeze(clocks, 7, Noon);
        clocks.Keep(7, frozen);
        clocks.Hello(Session, 7, Noon - TimeSpan.FromSeconds(30), 60_000, Ms(Noon) + 90_000);
        Assert.Same(frozen, clocks.Known(7));
    }

    [Fact]
    public void A_jump_of_the_wall_clock_is_seen_and_moves_no_fact()
    {
        var clock = Measured(TimeSpan.Zero, rate: 1);
        Assert.False(clock.Jumped(Ms(Noon) + 1_500, 60_000));
        Assert.True(clock.Jumped(Ms(Noon) + 3_600_000, 60_000));
        Assert.True(clock.At(60_000) < clock.At(60_001));
    }

    [Fact]
    public void Without_a_hello_the_publish_itself_is_the_measure()
    {
        var clock = Freeze(new DeviceClocks([]), 7, Noon, wall: Ms(Noon));
        Assert.True(clock.Trusted);
        Assert.Equal(Noon, clock.At(60_000));
    }

    [Fact]
    public void The_backlog_of_a_boot_that_is_over_is_dated_by_the_error_of_the_boot_that_is_on()
    {
        // The wall clock is two hours fast, now and then.
        var clocks = new DeviceClocks([]);
        clocks.Hello(Session, 8, Noon, 1_000, Ms(Noon) + 7_200_000);
        var happened = Noon - TimeSpan.FromMinutes(40);
        var first = new ItemTimes(Ms(happened) + 7_200_000, 500_000, 500_000);
        var (clock, guessed) = clocks.Measure(Session, 7, Noon, 2_000, Ms(Noon) + 7_200_000, first, Options, 1);
        Assert.True(guessed);
        Assert.Equal(happened, clock.At(500_000));
        Assert.Equal(Options.GuessedUncertainty, clock.Uncertainty);
    }

    [Fact]
    public void A_guess_never_lies_in_the_future()
    {
        var clocks = new DeviceClocks([]);
        clocks.Hello(Session, 8, Noon, 1_000, Ms(Noon));
        var (clock, _) = clocks.Measure(Session, 7, Noon, 2_000, Ms(Noon), new ItemTimes(Ms(Noon) + 9_000_000, 500_000, 600_000), Options, 1);
        Assert.True(clock.At(600_000) <= Noon);
    }

    [Fact]
    public void A_new_connection_without_hellos_is_no_old_boot()
    {
        var clocks = new DeviceClocks([]);
        clocks.Hello(Session, 7, Noon, 60_000, Ms(Noon));
        var (_, guessed) = clocks.Measure(new object(), 8, Noon, 2_000, Ms(Noon), new ItemTimes(Ms(Noon), 500, 500), Options, 1);
        Assert.False(guessed);
    }

    [Fact]
    public void A_stored_clock_is_known_again()
    {
        var stored = new ClockView(7, Noon, 123, TimeSpan.FromSeconds(4), false);
        Assert.Equal(Noon + TimeSpan.FromSeconds(1), new DeviceClocks([stored]).Known(7)?.At(1_000));
    }

    static BootClock Measured(TimeSpan wallError, double rate)
    {
        var clocks = new DeviceClocks([]);
        clocks.Hello(Session, 7, Noon, 60_000, Ms(Noon + wallError));
        return Freeze(clocks, 7, Noon, rate: rate);
    }

    static BootClock Freeze(DeviceClocks clocks, uint boot, Instant received, long wall = 0, double rate = 1) =>
        clocks.Measure(Session, boot, received, 60_000, wall, new ItemTimes(wall, 60_000, 60_000), Options, rate).Clock;
}
