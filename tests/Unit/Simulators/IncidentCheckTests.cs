using SpecimenLogistics.Simulators;
using SpecimenLogistics.Simulators.Runs;

namespace SpecimenLogistics.Unit.Simulators;

public sealed class IncidentCheckTests
{
    static readonly DateTimeOffset Eight = new(2020, 9, 6, 12, 0, 0, TimeSpan.Zero);
    static readonly ExpectedIncident Late = new("late", "delivery/2020-09-06/CW01/2", Eight);

    [Fact]
    public void What_was_expected_and_raised_is_neither_missed_nor_false_and_its_delay_counts()
    {
        var check = Check([Late], [Alone("late", Late.About, red: true, 1)]);
        Assert.Equal((1, 1, 0, 0, 60.0), (check.Expected, check.Raised, check.Missed.Count, check.False.Count, check.DetectionSecondsP95));
    }

    [Fact]
    public void What_nobody_raised_is_missed_and_a_red_one_that_nothing_explains_is_false_even_when_withdrawn()
    {
        var check = Check([Late], [Alone("late", "delivery/2020-09-06/CW02/2", red: true, 1, open: false)]);
        Assert.Equal((1, 1), (check.Missed.Count, check.False.Count));
    }

    [Fact]
    public void A_warning_is_false_only_while_it_stands_and_nothing_came_of_it()
    {
        Assert.Empty(Check([Late], [Alone("at-risk", Late.About, red: false, -5), Alone("late", Late.About, red: true, 1)]).False);
        Assert.Empty(Check([], [Alone("at-risk", Late.About, red: false, -5, open: false)]).False);
        Assert.Single(Check([], [Alone("at-risk", Late.About, red: false, -5)]).False);
    }

    [Fact]
    public void A_group_is_one_line_and_counts_what_stood_alone_before_it()
    {
        var members = Enumerable.Range(0, 100).Select(i => Said("not-closed", $"delivery/2020-09-06/CW{i:000}/2", false, i / 10.0, true) with { CameUp = i < 3 }).ToList();
        var check = Check([new ExpectedIncident("not-closed", "", Eight)], [new SaidLine(Eight.AddMinutes(0.4), members)]);
        Assert.Equal((1, 0, 0, 4), (check.Raised, check.Missed.Count, check.False.Count, check.MaxInTenMinutes));
    }

    [Fact]
    public void Ten_minutes_are_a_window_that_moves() =>
        Assert.Equal(3, Check([], [.. new[] { 0.0, 6, 9, 12, 25 }.Select((m, i) => Alone("late", $"{i}", true, m))]).MaxInTenMinutes);

    [Fact]
    public void What_was_so_for_a_moment_only_may_be_raised_and_need_not()
    {
        var brief = Late with { Until = Eight.AddMinutes(2) };
        Assert.Equal((0, 0), (Check([brief], []).Expected, Check([brief], []).Missed.Count));
        Assert.Empty(Check([brief], [Alone("late", Late.About, red: true, 1)]).False);
        Assert.Single(Check([Late with { Until = Eight.AddMinutes(5) }], []).Missed);
    }

    /// <summary>Heard together with its answer, it is known and counted apart; and it excuses nothing else.</summary>
    [Fact]
    public void What_was_over_before_the_desk_heard_of_it_is_not_missed()
    {
        IncidentCheck With(params SaidIncident[] over) => IncidentCheck.Of([Late], [], IncidentCheck.Reaction(60), null, over);
        Assert.Equal((0, 1, 0), (With(Said("late", Late.About, true, 1, false)).Missed.Count, With(Said("late", Late.About, true, 1, false)).KnownLater, With(Said("late", Late.About, true, 1, false)).Raised));
        Assert.Equal((1, 0, 0), (With(Said("late", "delivery/2020-09-06/CW02/2", true, 1, false)).Missed.Count, With(Said("late", "delivery/2020-09-06/CW02/2", true, 1, false)).KnownLater, With(Said("late", "delivery/2020-09-06/CW02/2", true, 1, false)).False.Count));
    }

    static IncidentCheck Check(IReadOnlyList<ExpectedIncident> expected, IReadOnlyList<SaidLine> lines) => IncidentCheck.Of(expected, lines, IncidentCheck.Reaction(60));

    static SaidLine Alone(string cause, string about, bool red, double minute, bool open = true) => new(Eight.AddMinutes(minute), [Said(cause, about, red, minute, open)]);
    static SaidIncident Said(string cause, string about, bool red, double minute, bool open) => new($"{cause}:{about}", cause, about, red, open, Eight.AddMinutes(minute));
}
