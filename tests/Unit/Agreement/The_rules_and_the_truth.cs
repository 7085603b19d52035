using System.Collections.Concurrent;
using SpecimenLogistics.Simulators;
using SpecimenLogistics.Simulators.Faults;
using SpecimenLogistics.Simulators.Runs;
using SpecimenLogistics.Unit.Simulators.Truths;

namespace SpecimenLogistics.Unit.Agreement;

/// <summary>
/// The generator knows what happened, the rules only what was scanned and heard. Neither saw the other's code; at the end of
/// a day they must say the same.
/// </summary>
public class The_rules_and_the_truth
{
    [Fact]
    public void Agree_about_the_short_day_of_seeds_1_to_20_with_all_faults_of_the_world()
    {
        var wrong = new ConcurrentBag<string>();
        Parallel.For(1, 21, new ParallelOptions { MaxDegreeOfParallelism = 2 }, seed =>
        {
            foreach (var difference in Differences.Between(DayTruth.Generate(Days.Short, seed, DayTruth.WorldFaults))) wrong.Add($"seed {seed}: {difference}");
        });

        Assert.True(wrong.IsEmpty, Differences.Said(wrong));
    }

    [Fact]
    public void Agree_about_the_whole_day_with_all_faults_of_the_world()
    {
        var wrong = Differences.Between(Days.Troubled).ToList();

        Assert.True(wrong.Count == 0, Differences.Said(wrong));
    }

    /// <summary>A clock a minute off is believed: then two devices tell one handover in the wrong order.</summary>
    [Fact]
    public void Agree_about_the_end_when_every_clock_is_up_to_a_minute_off()
    {
        var wrong = new ConcurrentBag<string>();
        Parallel.For(1, 21, new ParallelOptions { MaxDegreeOfParallelism = 2 }, seed =>
        {
            var day = DayTruth.Generate(Days.Short, seed, Days.NoFault);
            var clocks = new Random(seed);
            var off = day.Setup.Devices.ToDictionary(d => d.Id, _ => TimeSpan.FromSeconds(clocks.Next(-60, 61)));
            var skewed = day with { Emissions = [.. day.Emissions.Select(e => e with { At = e.At + off.GetValueOrDefault(e.Device) })] };
            foreach (var difference in Differences.OfState(skewed)) wrong.Add($"seed {seed}: {difference}");
        });

        Assert.True(wrong.IsEmpty, Differences.Said(wrong));
    }

    [Fact]
    public void Would_not_agree_if_one_scan_in_ten_thousand_were_dropped()
    {
        var day = Days.WholeOne;
        var lossy = day with { Emissions = [.. day.Emissions.Where((e, i) => e is not ScanEmission || i % 10_000 != 17)] };

        Assert.NotEmpty(Differences.Between(lossy));
    }

    [Fact]
    public void Tell_two_seeds_apart() => Assert.NotEqual(
        CanonicalState.Hash(FoldedDay.Of(DayTruth.Generate(Days.Short, 1, Days.NoFault)).Lines()),
        CanonicalState.Hash(FoldedDay.Of(DayTruth.Generate(Days.Short, 2, Days.NoFault)).Lines()));

    [Fact]
    public void Show_a_warm_box_at_exactly_that_box_and_a_silent_logger_at_none()
    {
        var wrong = new ConcurrentBag<string>();
        Parallel.For(1, 21, new ParallelOptions { MaxDegreeOfParallelism = 2 }, seed =>
        {
            var day = DayTruth.Generate(Days.Short, seed, new HashSet<string> { FaultName.WarmBox, FaultName.LoggerSilent });
            if (day.Truth.FaultCounts.Count != 2) wrong.Add($"seed {seed}: played {string.Join(' ', day.Truth.FaultCounts.Keys)}");
            foreach (var difference in Differences.Between(day)) wrong.Add($"seed {seed}: {difference}");
            if (FoldedDay.Of(day).Lines().Count(l => l.EndsWith("|too-warm", StringComparison.Ordinal)) != 1) wrong.Add($"seed {seed}: not one warm box");
        });

        Assert.True(wrong.IsEmpty, Differences.Said(wrong));
    }

    [Fact]
    public void Show_an_opened_seal_and_a_lost_box_at_exactly_those_boxes()
    {
        var faults = new HashSet<string> { FaultName.Tamper, FaultName.LostBox };
        var day = DayTruth.Generate(Days.Whole, 1, faults);
        var touched = CanonicalState.BoxesThatDiffer(FoldedDay.Of(Days.WholeOne).Lines(), FoldedDay.Of(day).Lines());

        Assert.All(faults, fault => Assert.True(day.Truth.FaultCounts[fault] > 0, fault));
        Assert.Equal(faults.Sum(fault => day.Truth.FaultCounts[fault]), touched.Count);
        Assert.Equal(day.Truth.TouchedBoxes.Order(StringComparer.Ordinal), touched);
    }
}
