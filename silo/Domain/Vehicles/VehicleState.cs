using System.Collections.Immutable;

namespace SpecimenLogistics.Domain;

/// <summary>A vehicle: what it carries by its own account, where it has been, and whether it is heard.</summary>
public sealed record VehicleState(VehicleId Id) : IFold<VehicleState>
{
    public Recorded? Registered { get; init; }
    public ImmutableDictionary<DateOnly, Recorded> Plans { get; init; } = ImmutableDictionary<DateOnly, Recorded>.Empty;
    public ImmutableSortedDictionary<Instant, SiteId> Arrivals { get; init; } = ImmutableSortedDictionary<Instant, SiteId>.Empty;
    public TelemetryJudged? Telemetry { get; init; }
    public Recorded? Silence { get; init; }
    public IReadOnlyList<Visit> Visits { get; init; } = [];
    public required Account Account { get; init; }

    public BeaconId? Beacon => (Registered?.Fact as VehicleRegistered)?.Beacon;
    public Instant? SilentSince => (Silence?.Fact as FellSilent)?.LastHeard;
    public IEnumerable<PlannedTrip> Trips => Plans.OrderBy(p => p.Key).SelectMany(p => ((TripsPlanned)p.Value.Fact).Trips);

    public static VehicleState Start(string id)
    {
        var vehicle = Code.Parse<VehicleId>(id);
        return new VehicleState(vehicle) { Account = new Account(Party.Vehicle(vehicle)) };
    }

    public VehicleState Apply(Recorded recorded) => recorded.Fact switch
    {
        VehicleRegistered => this with { Registered = Pick.Latest(Registered, recorded) },
        TripsPlanned plan => this with { Plans = Plans.SetItem(plan.Date, Pick.Latest(Plans.GetValueOrDefault(plan.Date), recorded)) },
        Arrived arrived => (this with { Arrivals = Arrive(recorded.Stamp.OccurredAt, arrived.Site) }).Visited(),
        TelemetryJudged judged when judged.Through > (Telemetry?.Through ?? -1) => (this with { Telemetry = judged }).Visited(),
        FellSilent or HeardAgain => this with { Silence = Pick.Latest(Silence, recorded) },
        Learned { Summary: BoxSummary box } learned => this with { Account = Account.Learn(box, learned.Version) },
        _ => this,
    };

    // Two scans in one microsecond: the smaller id wins, whichever came first.
    ImmutableSortedDictionary<Instant, SiteId> Arrive(Instant at, SiteId site) =>
        Arrivals.TryGetValue(at, out var known) && string.CompareOrdinal(known.Value, site.Value) <= 0 ? Arrivals : Arrivals.SetItem(at, site);

    VehicleState Visited() => this with
    {
        Visits = VehicleVisits.Of(Telemetry?.Evidence.Stays ?? [], [.. Arrivals.Select(a => (a.Value, a.Key))]),
    };

    /// <summary>A vehicle tells each box whose seal it heard open, and the desk when it fell silent with boxes aboard.</summary>
    public IReadOnlyDictionary<Subject, Summary> Summaries()
    {
        var said = new Dictionary<Subject, Summary>();
        foreach (var box in (Telemetry?.Evidence.OpenSeals ?? []).GroupBy(o => o.Box))
            said[box.Key] = new SightingSummary(Subject.Of(Id), FirstHeard(box.Key), [.. box]);
        if (SilentSince is { } since)
        {
            var cause = new CauseSummary(CauseKind.VehicleSilent, Severity.Amber, true, Subject.Of(Id), since, [Id.Value, $"{Account.Balance} boxes"]);
            said[IncidentId.Of(cause)] = cause;
        }
        return said;
    }

    Instant? FirstHeard(Subject box) => Telemetry?.Evidence.Stays.FirstOrDefault(s => s.Of == box)?.First;

    public IReadOnlyList<Deadline> Deadlines() => Nothing.ToWaitFor;
}
