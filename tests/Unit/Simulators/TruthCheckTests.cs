using SpecimenLogistics.Simulators;
using SpecimenLogistics.Simulators.Runs;

namespace SpecimenLogistics.Unit.Simulators;

public sealed class TruthCheckTests
{
    static readonly Truth s_truth = TinyDay.Make().Truth;
    static readonly Answers s_right = TinyDay.AnswersOf(s_truth);

    [Fact]
    public void A_server_that_says_what_happened_differs_in_nothing() => Assert.Empty(Check(s_right));

    [Fact]
    public void One_wrong_line_is_one_difference_with_both_lines_in_it()
    {
        var wrong = s_truth.CanonicalLines.Select(l => l.Replace("at-dock", "with-carrier")).ToList();
        var difference = Assert.Single(Check(s_right with { Lines = wrong, SaidHash = CanonicalState.Hash(wrong) }));
        Assert.Contains("at-dock", difference);
        Assert.Contains("with-carrier", difference);
    }

    [Fact]
    public void A_line_that_is_missing_and_one_that_was_made_up_are_differences()
    {
        Assert.Contains(Check(Lines(s_truth.CanonicalLines.Skip(1))), d => d.Contains("says nothing of it"));
        Assert.Contains(Check(Lines(s_truth.CanonicalLines.Append("visits|V999|CW01"))), d => d.Contains("made up"));
        Assert.Contains(Check(Lines(s_truth.CanonicalLines.Append(s_truth.CanonicalLines[0]))), d => d.Contains("made up"));
    }

    [Fact]
    public void A_hash_that_is_not_of_the_lines_is_a_difference() => Assert.Single(Check(s_right with { SaidHash = new string('0', 64) }));

    [Fact]
    public void Times_may_be_off_by_the_tolerance_and_no_more()
    {
        Assert.Empty(Check(s_right with { Deliveries = [s_right.Deliveries[0] with { Closed = s_right.Deliveries[0].Closed!.Value.AddMilliseconds(1_000) }] }));
        Assert.Single(Check(s_right with { Deliveries = [s_right.Deliveries[0] with { Closed = s_right.Deliveries[0].Closed!.Value.AddMilliseconds(-1_001) }] }));
        Assert.Single(Check(s_right with { Deliveries = [s_right.Deliveries[0] with { Unloaded = null }] }));
    }

    [Fact]
    public void However_wrong_clocks_are_the_length_of_an_unload_is_not()
    {
        var late = s_right.Unloads[0] with { From = s_right.Unloads[0].From.AddMinutes(1), To = s_right.Unloads[0].To.AddMinutes(1) };
        Assert.Empty(Check(s_right with { Unloads = [late] }, TruthCheck.Tolerance(skewed: true, speed: 60)));
        Assert.Single(Check(s_right with { Unloads = [late with { Seconds = late.Seconds + 2 }] }, TruthCheck.Tolerance(skewed: true, speed: 60)));
    }

    [Fact]
    public void An_unload_too_few_or_by_another_vehicle_is_a_difference()
    {
        Assert.Single(Check(s_right with { Unloads = [] }));
        Assert.Single(Check(s_right with { Unloads = [s_right.Unloads[0] with { Vehicle = "V002" }] }));
        Assert.Single(Check(s_right with { Unloads = [s_right.Unloads[0] with { Boxes = [] }] }));
    }

    [Fact]
    public void A_delivery_that_was_late_must_be_said_to_be_and_no_other()
    {
        var late = s_truth with { PredictedLate = new HashSet<string> { s_truth.Deliveries[0].Id } };
        Assert.Single(TruthCheck.Differences(late, null, s_right, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void Exactly_the_boxes_that_a_fault_touched_may_end_otherwise()
    {
        var undisturbed = s_truth with { CanonicalLines = [.. s_truth.CanonicalLines.Select(l => l.Replace("|closed|", "|open|"))] };
        var touched = s_truth with { TouchedBoxes = new HashSet<string> { "BX-0001" } };
        Assert.Empty(TruthCheck.Differences(touched, undisturbed, s_right, TimeSpan.FromSeconds(1)));
        Assert.Contains("never touched", Assert.Single(TruthCheck.Differences(s_truth, undisturbed, s_right, TimeSpan.FromSeconds(1))));
        Assert.Contains("nothing shows it", Assert.Single(TruthCheck.Differences(touched, touched, s_right, TimeSpan.FromSeconds(1))));
    }

    [Fact]
    public void The_hash_is_that_of_the_sorted_lines_each_with_a_line_feed() =>
        // printf 'a\nb\n' | sha256sum
        Assert.Equal("911169ddaaf146aff539f58c26c489af3b892dff0fe283c1c264c65ae5aa59a2", CanonicalState.Hash(["b", "a"]));

    static Answers Lines(IEnumerable<string> lines) => s_right with { Lines = [.. lines], SaidHash = CanonicalState.Hash(lines) };

    static IReadOnlyList<string> Check(Answers answers, TimeSpan? tolerance = null) =>
        TruthCheck.Differences(s_truth, null, answers, tolerance ?? TruthCheck.Tolerance(skewed: false, speed: 600));
}
