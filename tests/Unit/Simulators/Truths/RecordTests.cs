using System.Collections.Concurrent;
using SpecimenLogistics.Simulators;

namespace SpecimenLogistics.Unit.Simulators.Truths;

/// <summary>The programme's record, as an outcome of the model: nothing in it forces a delivery to be in time.</summary>
public class RecordTests
{
    static readonly ParallelOptions TwoAtOnce = new() { MaxDegreeOfParallelism = 2 };

    [Theory]
    [InlineData("day12")]
    [InlineData("day148")]
    public void Of_seeds_1_to_20_at_least_19_days_hold(string scenario)
    {
        var loaded = Scenario.Load(scenario);
        var broken = new ConcurrentDictionary<int, string>();
        Parallel.For(1, 21, TwoAtOnce, seed =>
        {
            if (Breach(DayTruth.Generate(loaded, seed, Days.NoFault)) is { } breach) broken[seed] = breach;
        });

        Assert.True(broken.Count <= 1, string.Join("; ", broken.OrderBy(b => b.Key).Select(b => $"seed {b.Key}: {b.Value}")));
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
}
