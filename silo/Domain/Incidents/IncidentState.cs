using System.Collections.Immutable;

namespace SpecimenLogistics.Domain;

/// <summary>
/// One cause, one incident: everything that was said of it, done about it and waited for. What that comes to is judged by
/// <see cref="IncidentLife"/> from the whole of it, so that no order of arrival matters.
/// </summary>
public sealed record IncidentState(string Id) : IFold<IncidentState>
{
    /// <summary>What each subject said of the cause, by its version.</summary>
    public ImmutableDictionary<(Subject Sender, long Version), Said> Causes { get; init; } = ImmutableDictionary<(Subject, long), Said>.Empty;
    public ImmutableSortedSet<Recorded> Acts { get; init; } = ImmutableSortedSet.Create<Recorded>(Comparer<Recorded>.Create(Pick.Compare));
    public ImmutableHashSet<Deadline> Passed { get; init; } = [];

    public readonly record struct Said(CauseSummary Cause, Instant At);

    public IncidentLife Life => IncidentLife.Of(this);

    public static IncidentState Start(string id) => new(id);

    public IncidentState Apply(Recorded recorded) => recorded.Fact switch
    {
        Learned { Summary: CauseSummary cause } learned => Learn((learned.Sender, learned.Version), new Said(cause, recorded.Stamp.OccurredAt)),
        IncidentActed or IncidentSentOut => this with { Acts = Acts.Add(recorded) },
        TimePassed passed => this with { Passed = Passed.Add(new Deadline(passed.What, passed.DueAt)) },
        _ => this,
    };

    // Of one sender's one version there is one content; told twice, the earlier time counts.
    IncidentState Learn((Subject, long) of, Said said) =>
        Causes.TryGetValue(of, out var known) && known.At <= said.At ? this : this with { Causes = Causes.SetItem(of, said) };

    public IReadOnlyDictionary<Subject, Summary> Summaries() => Nothing.ToSay;

    public IReadOnlyList<Deadline> Deadlines() => Life.Next is { } next && !Passed.Contains(next) ? [next] : Nothing.ToWaitFor;
}
