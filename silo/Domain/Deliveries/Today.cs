namespace SpecimenLogistics.Domain;

/// <summary>How long one delivery's stages took, as far as it has come.</summary>
/// <param name="PlannedRoad">What the plan says for its road; null where it says nothing.</param>
public readonly record struct Measured(SiteId? Laboratory, Instant At, TimeSpan? Wait, TimeSpan? Road, TimeSpan? PlannedRoad, TimeSpan? Gate);

/// <summary>
/// What today's finished stages say of those still to come: the 80th percentile of the last hours' at the same laboratory,
/// and of the road how it goes against the plan. With too few of them the prior of <see cref="Prediction"/> stands.
/// </summary>
public sealed class Today
{
    /// <summary>Fewer say nothing.</summary>
    const int Enough = 20;

    /// <summary>The plan itself counts as so many drives that went as planned.</summary>
    const double PriorDrives = 10;

    static readonly TimeSpan Recent = TimeSpan.FromHours(3);

    readonly Dictionary<SiteId, TimeSpan> gates;
    readonly Dictionary<SiteId, double> paces;

    Today(TimeSpan? wait, Dictionary<SiteId, TimeSpan> gates, Dictionary<SiteId, double> paces) => (Wait, this.gates, this.paces) = (wait, gates, paces);

    public static readonly Today Nothing = new(null, [], []);

    /// <summary>From closure to collection; null with too little to go by.</summary>
    public TimeSpan? Wait { get; }

    public TimeSpan? Gate(SiteId? laboratory) => laboratory is { } lab && gates.TryGetValue(lab, out var gate) ? gate : null;

    /// <summary>How long the roads to a laboratory take against the plan: 1.1 is a tenth longer.</summary>
    public double Pace(SiteId? laboratory) => laboratory is { } lab && paces.TryGetValue(lab, out var pace) ? pace : 1;

    /// <summary>Whether what was collected then says anything of now: the rest need not be measured.</summary>
    public static bool Counts(Instant collected, Instant now) => now - collected < Recent && collected <= now;

    public static Today Of(IEnumerable<Measured> measured, Instant now)
    {
        var recent = measured.Where(m => Counts(m.At, now)).ToList();
        var byLaboratory = recent.Where(m => m.Laboratory is not null).GroupBy(m => m.Laboratory!.Value).ToList();
        return new Today(
            EightOfTen(recent.Select(m => m.Wait)),
            byLaboratory.Select(g => (g.Key, Gate: EightOfTen(g.Select(m => m.Gate)))).Where(g => g.Gate is not null).ToDictionary(g => g.Key, g => g.Gate!.Value),
            byLaboratory.ToDictionary(g => g.Key, g => PaceOf([.. g.Where(m => m is { Road: not null, PlannedRoad: not null })])));
    }

    static double PaceOf(List<Measured> drives)
    {
        if (drives.Count == 0) return 1;
        var planned = drives.Sum(d => d.PlannedRoad!.Value.TotalMinutes);
        var prior = planned / drives.Count * PriorDrives;
        return planned <= 0 ? 1 : Math.Clamp((drives.Sum(d => d.Road!.Value.TotalMinutes) + prior) / (planned + prior), 0.7, 2);
    }

    static TimeSpan? EightOfTen(IEnumerable<TimeSpan?> spans)
    {
        var sorted = spans.OfType<TimeSpan>().Order().ToList();
        return sorted.Count < Enough ? null : sorted[(int)Math.Ceiling(0.8 * sorted.Count) - 1];
    }
}
