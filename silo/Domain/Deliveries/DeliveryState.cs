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

    public IReadOnlyDictionary<Subject, Summary> Summaries()
    {
        if (Verdict is not { } verdict || Summary is not { } summary) return Nothing.ToSay;
        var said = new Dictionary<Subject, Summary>();
        if (verdict.WithinTarget == false) Say(CauseKind.Late, Severity.Red, verdict.TargetAt);
        else if (verdict.WithinTarget is null && Risk?.Fact is RiskJudged { AtRisk: true }) Say(CauseKind.AtRisk, Severity.Amber, Risk.Stamp.OccurredAt);
        return said;

        void Say(CauseKind kind, Severity severity, Instant since)
        {
            var cause = new CauseSummary(kind, severity, true, Subject.Of(Id), since, [summary.Site.Value, verdict.Carrier?.Id ?? "", $"{summary.Boxes.Count}"]);
            said[IncidentId.Of(cause)] = cause;
        }
    }

    public IReadOnlyList<Deadline> Deadlines()
    {
        if (Summary is not { } summary || Verdict is not { } verdict) return Nothing.ToWaitFor;
        var wait = new List<Deadline>(2);
        if (summary.DeclaredClosure is null) wait.Add(new Deadline(DeadlineKind.PlannedClosure, summary.PlannedClosure));
        if (verdict.WithinTarget is null) wait.Add(new Deadline(DeadlineKind.Target, verdict.TargetAt));
        return [.. wait.Where(d => !Passed.Contains(d))];
    }
}
