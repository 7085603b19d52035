using System.Collections.Immutable;

namespace SpecimenLogistics.Domain;

/// <summary>The plan of one date, and what was ordered of it since.</summary>
public sealed record PlanState(string Id) : IFold<PlanState>
{
    public Recorded? Made { get; init; }

    /// <summary>Orders in the order of being given.</summary>
    public ImmutableSortedSet<Recorded> Orders { get; init; } = None;
    public ImmutableSortedSet<Recorded> Notices { get; init; } = None;

    static readonly ImmutableSortedSet<Recorded> None = ImmutableSortedSet.Create<Recorded>(Comparer<Recorded>.Create(Pick.Compare));

    public DateOnly? Date => (Made?.Fact as PlanMade)?.Date;
    IReadOnlyList<PlannedTrip> Planned => (Made?.Fact as PlanMade)?.Trips ?? [];

    /// <summary>Trips as orders have changed them.</summary>
    public IReadOnlyList<PlannedTrip> Trips => TripsNow.Of(Planned, Orders);

    public static PlanState Start(string id) => new(id);

    public PlanState Apply(Recorded recorded) => recorded.Fact switch
    {
        PlanMade => this with { Made = Pick.Latest(Made, recorded) },
        OrderGiven => this with { Orders = Orders.Add(recorded) },
        RoadNotice => this with { Notices = Notices.Add(recorded) },
        _ => this,
    };

    /// <summary>Only who was concerned by an order is told: on a day without one the plan says nothing.</summary>
    public IReadOnlyDictionary<Subject, Summary> Summaries() => Date is { } date && !Orders.IsEmpty ? PlanWords.Of(date, Planned, Orders) : Nothing.ToSay;

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

    /// <summary>The latest shifts that were handed over, the newest last.</summary>
    public ImmutableSortedSet<Recorded> Shifts { get; init; } = ImmutableSortedSet.Create<Recorded>(Comparer<Recorded>.Create(Pick.Compare));

    /// <summary>Of older ones the stream tells.</summary>
    public const int MostShifts = 5;

    public static ProgrammeState Start(string id) => new(id);

    // Once simulated, always simulated: a later setting cannot take the mark away.
    public ProgrammeState Apply(Recorded recorded) => recorded.Fact switch
    {
        ProgrammeSet set => this with { Set = Pick.Latest(Set, recorded), Simulated = Simulated || set.Simulated },
        LimitsSet => this with { Limits = Pick.Latest(Limits, recorded) },
        DutySet => this with { Duty = Pick.Latest(Duty, recorded) },
        ShiftHandedOver when recorded is { Actor: { } goes, SecondActor: { } comes } && goes != comes => this with { Shifts = Latest(Shifts.Add(recorded)) },
        _ => this,
    };

    static ImmutableSortedSet<Recorded> Latest(ImmutableSortedSet<Recorded> shifts) => shifts.Count > MostShifts ? shifts.Remove(shifts[0]) : shifts;

    public IReadOnlyDictionary<Subject, Summary> Summaries() => Nothing.ToSay;
    public IReadOnlyList<Deadline> Deadlines() => Nothing.ToWaitFor;
}
