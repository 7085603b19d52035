namespace SpecimenLogistics.Domain;

/// <summary>The plan of one date.</summary>
public sealed record PlanState(string Id) : IFold<PlanState>
{
    public Recorded? Made { get; init; }
    public static PlanState Start(string id) => new(id);
    public PlanState Apply(Recorded recorded) => recorded.Fact is PlanMade ? this with { Made = Pick.Latest(Made, recorded) } : this;
    public IReadOnlyDictionary<Subject, Summary> Summaries() => Nothing.ToSay;
    public IReadOnlyList<Deadline> Deadlines() => Nothing.ToWaitFor;
}

/// <summary>The programme's own settings.</summary>
public sealed record ProgrammeState(string Id) : IFold<ProgrammeState>
{
    public Recorded? Set { get; init; }

    /// <summary>Whom red incidents are told to.</summary>
    public Recorded? Duty { get; init; }
    /// <summary>What is allowed inside a box; the usual limits where nobody has said.</summary>
    public Recorded? Limits { get; init; }
    public bool Simulated { get; init; }
    public static ProgrammeState Start(string id) => new(id);

    // Once simulated, always simulated: a later setting cannot take the mark away.
    public ProgrammeState Apply(Recorded recorded) => recorded.Fact switch
    {
        ProgrammeSet set => this with { Set = Pick.Latest(Set, recorded), Simulated = Simulated || set.Simulated },
        LimitsSet => this with { Limits = Pick.Latest(Limits, recorded) },
        DutySet => this with { Duty = Pick.Latest(Duty, recorded) },
        _ => this,
    };
    public IReadOnlyDictionary<Subject, Summary> Summaries() => Nothing.ToSay;
    public IReadOnlyList<Deadline> Deadlines() => Nothing.ToWaitFor;
}
