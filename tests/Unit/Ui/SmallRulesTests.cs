using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui;
using SpecimenLogistics.Ui.Api;

namespace SpecimenLogistics.Unit.Ui;

public sealed class SmallRulesTests
{
    [Theory]
    [InlineData("Asia/Hong_Kong", "2020-09-06", "20:00", "2020-09-06T12:00:00.000Z")]
    [InlineData("Europe/Berlin", "2021-03-28", "02:30", "2021-03-28T01:30:00.000Z")] // skipped: moved on by the hour
    [InlineData("Europe/Berlin", "2021-10-31", "02:30", "2021-10-31T00:30:00.000Z")] // comes twice: the first
    public void A_local_time_is_a_moment_even_when_clocks_change(string zone, string date, string time, string expected) => Assert.Equal(
        expected, LocalTimes.At(TimeZoneInfo.FindSystemTimeZoneById(zone), DateOnly.Parse(date, null), TimeOnly.Parse(time, null)).ToString());

    [Fact]
    public void Percentiles_are_figures_that_occurred()
    {
        Assert.Equal(new Percentiles(20, 10, 19, 20), Percentiles.Of(Enumerable.Range(1, 20).Reverse().Select(n => (double)n)));
        Assert.Equal(new Percentiles(1, 7, 7, 7), Percentiles.Of([7]));
        Assert.Equal(new Percentiles(0, null, null, null), Percentiles.Of([]));
    }

    [Theory]
    [InlineData(16, "+16")]
    [InlineData(0, "+0")]
    [InlineData(-14, "−14")]
    public void A_margin_has_a_true_minus(int minutes, string expected) => Assert.Equal(expected, Figures.Margin(minutes));

    [Fact]
    public void A_tail_begins_at_the_beginning_once_and_then_some_seconds_back()
    {
        var overlap = new TailOverlap(TimeSpan.FromSeconds(10));
        var second = TimeProvider.System.TimestampFrequency;
        var begun = Enumerable.Range(0, 20).Select(n => overlap.From(n * second, 100 * n, TimeProvider.System)).ToArray();
        Assert.Equal((0, 0), (begun[0], begun[10]));
        Assert.All(begun.Skip(11).Select((from, i) => (from, now: 100 * (i + 11))), b => Assert.InRange(b.now - b.from, 1000, 1100));
    }
}
