using CsCheck;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Tests.Unit.Domain;

/// <summary>The law of the system: any order and any repetition of the same facts yields the same state, words and deadlines.</summary>
public sealed class The_law
{
    [Fact] public void holds_for_boxes() => Holds<BoxState>("BX-0001", Facts.BoxLife);
    [Fact] public void holds_for_vehicles() => Holds<VehicleState>("V001", Facts.Vehicle);
    [Fact] public void holds_for_sites() => Holds<SiteState>("CW01", Facts.Site);
    [Fact] public void holds_for_incidents() => Holds<IncidentState>("late:2020-09-06/CW01/1", IncidentFacts.Of);
    [Fact] public void holds_for_the_duty_list() => Holds<ProgrammeState>("programme", IncidentFacts.Duty);
    [Fact] public void holds_for_deliveries_that_warn() => Holds<DeliveryState>("2020-09-06/CW01/1", IncidentFacts.Delivery);

    [Fact] public void holds_for_devices() => Holds<DeviceState>("PH-1", Facts.Device);

    [Fact] public void holds_for_plans_and_orders() => Holds<PlanState>("2020-09-06", OrderFacts.OfPlan);

    [Fact]
    public void would_catch_a_fold_that_keeps_the_last_to_arrive() =>
        Assert.ThrowsAny<Exception>(() => Holds<LastToArrive>("x", Facts.BoxLife));

    [Fact]
    public void holds_for_a_box_that_is_looked_at_after_every_fact() => Facts.BoxLife.Sample(facts =>
    {
        var state = BoxState.Start("BX-0001");
        foreach (var fact in facts) Views.Of(state = state.Apply(fact));
        Assert.Equal(Of<BoxState>("BX-0001", facts), Of(state));
    }, iter: 3000);

    static void Holds<TState>(string id, Gen<Recorded[]> facts) where TState : class, IFold<TState> =>
        facts.SelectMany(all => Gen.Select(Gen.Const(all), Gen.Shuffle(all), Gen.Shuffle(all))).Sample(
            (inOrder, shuffled, again) => Assert.Equal(Of<TState>(id, inOrder), Of<TState>(id, [.. shuffled, .. again])), iter: 3000);

    static string Of<TState>(string id, IEnumerable<Recorded> facts) where TState : class, IFold<TState> =>
        Of(facts.Aggregate(TState.Start(id), (s, f) => s.Apply(f)));

    static string Of<TState>(TState state) where TState : class, IFold<TState>
    {
        var deadlines = state.Deadlines().Select(d => $"{d.What} {d.DueAt}").Order(StringComparer.Ordinal);
        return string.Join('\n', [System.Text.Encoding.UTF8.GetString(Views.Of(state)), .. Facts.Words(state.Summaries()), .. deadlines]);
    }

    sealed record LastToArrive(string Id) : IFold<LastToArrive>
    {
        Instant Last { get; init; }
        public static LastToArrive Start(string id) => new(id);
        public LastToArrive Apply(Recorded recorded) => this with { Last = recorded.Stamp.OccurredAt };
        public IReadOnlyDictionary<Subject, Summary> Summaries() => Nothing.ToSay;
        public IReadOnlyList<Deadline> Deadlines() => [new Deadline(DeadlineKind.Target, Last)];
    }
}
