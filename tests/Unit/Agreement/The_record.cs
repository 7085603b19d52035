using System.Collections.Concurrent;
using SpecimenLogistics.Simulators;
using SpecimenLogistics.Unit.Simulators.Truths;

namespace SpecimenLogistics.Unit.Agreement;

/// <summary>The programme's record, as an outcome of the model: nothing in it forces a delivery to be in time.</summary>
public class The_record
{
    static readonly ParallelOptions TwoAtOnce = new() { MaxDegreeOfParallelism = 2 };

    [Theory]
    [InlineData("day12")]
    [InlineData("day148")]
    public void Holds_on_at_least_19_days_of_seeds_1_to_20_and_the_rules_see_each_day_as_it_was(string scenario)
    {
        var loaded = Scenario.Load(scenario);
        var (broken, wrong) = (new ConcurrentDictionary<int, string>(), new ConcurrentDictionary<int, string>());
        Parallel.For(1, 21, TwoAtOnce, seed =>
        {
            var day = DayTruth.Generate(loaded, seed, Days.NoFault);
            if (Breach(day) is { } breach) broken[seed] = breach;
            if (Differences.Between(day).ToList() is { Count: > 0 } all) wrong[seed] = Differences.Said(all);
        });

        Assert.True(broken.Count <= 1, Said(broken));
        Assert.True(wrong.IsEmpty, Said(wrong));
    }

    static string? Breach(Day day)
    {
        var truth = day.Truth;
        if (truth.PredictedLate.Count > 0) return "late " + string.Join(' ', truth.PredictedLate);
        if (truth.Unloads.FirstOrDefault(u => u.To - u.From >= TimeSpan.FromSeconds(60)) is { } slow) return $"unload of {slow.To - slow.From} at {slow.Dock}";
        if (truth.StockOuts > 0) return $"{truth.StockOuts} stock-outs";
        if (truth.TubesPacked != truth.TubesReceived) return $"{truth.TubesPacked} packed, {truth.TubesReceived} received";
        if (day.Lines("box").FirstOrDefault(l => l[^1] != "-" || l[3] is "unaccounted" or "held") is { } box) return string.Join('|', box);
        return day.Lines("delivery").FirstOrDefault(l => l[2] != "received" || l[3] != "yes") is { } delivery ? string.Join('|', delivery) : null;
    }

    static string Said(IEnumerable<KeyValuePair<int, string>> bySeed) => string.Join("; ", bySeed.OrderBy(b => b.Key).Select(b => $"seed {b.Key}: {b.Value}"));
}
