namespace SpecimenLogistics.Simulators.Runs;

/// <summary>Holds the server's incidents against those a person who saw everything would expect.</summary>
/// <param name="Raised">Lines of the incident list, a group counted as one.</param>
/// <param name="Missed">In words, those never raised.</param>
/// <param name="False">In words: red ones that nothing in the world explains, even if withdrawn, and amber ones that still stood at the end.</param>
/// <param name="DetectionSecondsP95">Programme time from the cause to the desk's knowing.</param>
/// <param name="MaxInTenMinutes">The most new lines within ten minutes.</param>
/// <param name="KnownLater">Of those expected, how many had been answered before the desk heard of them: in the record, never in its list.</param>
internal sealed record IncidentCheck(
    int Expected, int Raised, IReadOnlyList<string> Missed, IReadOnlyList<string> False, double? DetectionSecondsP95, int MaxInTenMinutes, int KnownLater)
{
    static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <param name="reaction">What is so for a shorter time than this need not be noticed: in a fast replay messages take that long.</param>
    /// <param name="overAtOnce">What the server heard of only together with its answer: known, though nobody at the desk could act on it; raises nothing and is no false alarm.</param>
    /// <param name="knowable">false for what was over before anybody could tell; it explains an incident, and none is missed without.</param>
    public static IncidentCheck Of(IReadOnlyList<ExpectedIncident> all, IReadOnlyList<SaidLine> lines, TimeSpan reaction, Func<ExpectedIncident, bool>? knowable = null, IReadOnlyList<SaidIncident>? overAtOnce = null)
    {
        var expected = all.Where(e => (e.Until is not { } until || until - e.From > reaction) && knowable?.Invoke(e) != false).ToList();
        var said = lines.SelectMany(l => l.Members).ToList();
        var found = expected.Select(e => (e, Found: said.Where(s => Answers(s, e)).OrderBy(s => s.Raised).FirstOrDefault())).ToList();
        var later = found.Where(f => f.Found is null && overAtOnce?.Any(s => Answers(s, f.e)) == true).Select(f => f.e).ToHashSet();
        var delays = found.Where(f => f.Found is not null).Select(f => Math.Max(0, (f.Found!.Raised - f.e.From).TotalSeconds)).ToList();
        return new IncidentCheck(
            expected.Count, lines.Count,
            [.. found.Where(f => f.Found is null && !later.Contains(f.e)).Select(f => $"{f.e.Cause} of {f.e.About} from {f.e.From:u}")],
            [.. said.Where(s => (s.Red || s.Open) && !all.Any(e => Answers(s, e) || Warns(s, e))).Select(s => s.Id)],
            Quantile.Of(delays, 0.95), Most([.. lines.SelectMany(l => l.New).Order()]), later.Count);
    }

    /// <summary>Some seconds of real time at the day's speed: messages, summaries and deadlines take that long; never less than some minutes.</summary>
    public static TimeSpan Reaction(double speed) => TimeSpan.FromSeconds(Math.Max(180, 4 * speed));

    static bool Answers(SaidIncident said, ExpectedIncident expected) => said.Cause == expected.Cause && (expected.About.Length == 0 || said.About == expected.About);

    /// <summary>What became late was rightly said to be at risk.</summary>
    static bool Warns(SaidIncident said, ExpectedIncident expected) => said.Cause == "at-risk" && expected.Cause == "late" && said.About == expected.About;

    static int Most(List<DateTimeOffset> moments)
    {
        var (most, from) = (0, 0);
        for (var to = 0; to < moments.Count; to++)
        {
            while (moments[to] - moments[from] >= Window) from++;
            most = Math.Max(most, to - from + 1);
        }
        return most;
    }
}
