namespace SpecimenLogistics.Domain;

/// <summary>A named courier who carries boxes where no vehicle goes, such as on a ferry.</summary>
public sealed record CourierState(string Id) : IFold<CourierState>
{
    public required Account Account { get; init; }

    public static CourierState Start(string id) => new(id) { Account = new Account(Code.Parse<Party>($"courier:{id}")) };

    public CourierState Apply(Recorded recorded) => recorded.Fact is Learned { Summary: BoxSummary box } learned
        ? this with { Account = Account.Learn(box, learned.Version) }
        : this;

    public IReadOnlyDictionary<Subject, Summary> Summaries() => Nothing.ToSay;
    public IReadOnlyList<Deadline> Deadlines() => Nothing.ToWaitFor;
}
