using System.Collections.Immutable;

namespace SpecimenLogistics.Domain;

/// <summary>One cause, one incident: raised while a subject says it is so, withdrawn when it says no longer, acted on by people.</summary>
public sealed record IncidentState(string Id) : IFold<IncidentState>
{
    public ImmutableDictionary<Subject, Cause> Causes { get; init; } = ImmutableDictionary<Subject, Cause>.Empty;
    public ImmutableSortedSet<Recorded> Acts { get; init; } = ImmutableSortedSet.Create<Recorded>(Comparer<Recorded>.Create(Pick.Compare));
    public Instant? Raised { get; init; }
    public Instant? Ended { get; init; }

    public sealed record Cause(long Version, CauseSummary Summary, Instant At);

    public CauseSummary? Summary => Causes.Values.OrderByDescending(c => c.Summary.Present).ThenByDescending(c => c.Version).FirstOrDefault()?.Summary;
    public bool Present => Causes.Values.Any(c => c.Summary.Present);

    public static IncidentState Start(string id) => new(id);

    public IncidentState Apply(Recorded recorded) => recorded.Fact switch
    {
        Learned { Summary: CauseSummary cause } learned => Learn(learned, cause, recorded.Stamp.OccurredAt),
        IncidentActed => this with { Acts = Acts.Add(recorded) },
        _ => this,
    };

    IncidentState Learn(Learned learned, CauseSummary cause, Instant at)
    {
        var raised = cause.Present && (Raised is null || at < Raised) ? at : Raised;
        if (Causes.TryGetValue(learned.Sender, out var known) && known.Version >= learned.Version) return this with { Raised = raised };
        var next = this with { Raised = raised, Causes = Causes.SetItem(learned.Sender, new Cause(learned.Version, cause, at)) };
        return next with { Ended = next.Present ? null : next.Causes.Values.Max(c => c.At) };
    }

    public IReadOnlyDictionary<Subject, Summary> Summaries() => Nothing.ToSay;
    public IReadOnlyList<Deadline> Deadlines() => Nothing.ToWaitFor;
}
