using System.Collections.Immutable;

namespace SpecimenLogistics.Domain;

/// <summary>What one centre sends of one session, as the centre and time's passing have it.</summary>
public sealed record DeliveryState(DeliveryId Id) : IFold<DeliveryState>
{
    public long Version { get; init; } = -1;
    public DeliverySummary? Summary { get; init; }
    public ImmutableHashSet<Deadline> Passed { get; init; } = [];
    public Recorded? Risk { get; init; }

    public static DeliveryState Start(string id) => new(Code.Parse<DeliveryId>(id));

    public DeliveryState Apply(Recorded recorded) => recorded.Fact switch
    {
        Learned { Summary: DeliverySummary summary } learned when learned.Version > Version => this with { Version = learned.Version, Summary = summary },
        TimePassed passed => this with { Passed = Passed.Add(new Deadline(passed.What, passed.DueAt)) },
        RiskJudged => this with { Risk = Pick.Latest(Risk, recorded) },
        _ => this,
    };

    public Verdict? Verdict => Summary is { } summary ? Domain.Verdict.Of(summary, Passed) : null;

    public IReadOnlyDictionary<Subject, Summary> Summaries() => DeliveryWords.Summaries(this);

    public IReadOnlyList<Deadline> Deadlines()
    {
        if (Summary is not { } summary || Verdict is not { } verdict || Domain.Verdict.IsOff(summary)) return Nothing.ToWaitFor;
        var wait = new List<Deadline>(3);
        if (summary.DeclaredClosure is null)
            wait.AddRange([new Deadline(DeadlineKind.PlannedClosure, summary.PlannedClosure), DeliveryWords.Unclosed(summary)]);
        if (DeliveryWords.Apart(summary) is { } apart) wait.Add(apart);
        if (DeliveryWords.Short(summary) is { } missing) wait.Add(missing);
        if (verdict.WithinTarget is null) wait.Add(new Deadline(DeadlineKind.Target, verdict.TargetAt));
        return [.. wait.Where(d => !Passed.Contains(d))];
    }
}
