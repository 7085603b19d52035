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

    /// <summary>What each date's plan says to it since orders have concerned it.</summary>
    public ImmutableDictionary<Subject, (long Version, TripsSummary Says)> Orders { get; init; } = ImmutableDictionary<Subject, (long, TripsSummary)>.Empty;

    /// <summary>The first word of each kind about each instruction.</summary>
    public ImmutableDictionary<(InstructionId Id, string Mark), Recorded> Marks { get; init; } = ImmutableDictionary<(InstructionId, string), Recorded>.Empty;

    /// <summary>The newest of each kind that its driver reported.</summary>
    public ImmutableDictionary<TroubleKind, Recorded> Troubles { get; init; } = ImmutableDictionary<TroubleKind, Recorded>.Empty;

    /// <summary>Its driver says that it does not go on; null while it does.</summary>
    public Instant? BrokenDownSince => Troubles.GetValueOrDefault(TroubleKind.Breakdown) is { } broken
        && !(Troubles.GetValueOrDefault(TroubleKind.Over) is { } over && Pick.Compare(over, broken) > 0) ? broken.Stamp.OccurredAt : null;

    public ImmutableHashSet<Instant> UnseenTooLong { get; init; } = [];

    public BeaconId? Beacon => (Registered?.Fact as VehicleRegistered)?.Beacon;
    public Instant? SilentSince => (Silence?.Fact as FellSilent)?.LastHeard;

    /// <summary>A trip may begin the evening before its date and end the morning after; what was planned for dates before these is driven.</summary>
    const int Lately = 3;

    /// <summary>
    /// As planned, and as orders have changed it: of the newest three dates all, and of those before what was ordered. Plans of those dates have the rest.
    /// </summary>
    public IEnumerable<PlannedTrip> Trips
    {
        get
        {
            var changed = Orders.Values.ToDictionary(o => o.Says.Date, o => o.Says.Trips);
            var dates = Plans.Keys.Union(changed.Keys).Order().Select(date => changed.GetValueOrDefault(date) ?? ((TripsPlanned)Plans[date].Fact).Trips).ToList();
            return dates.SkipLast(Lately).SelectMany(trips => trips.Where(t => t.Supplies is not null || t.Fetches is not null)).Concat(dates.TakeLast(Lately).SelectMany(trips => trips));
        }
    }

    /// <summary>Everything it was told, in the order of being told, with how far it has got.</summary>
    public IEnumerable<InstructionLife> Instructions => Orders.Values.SelectMany(o => o.Says.Instructions).OrderBy(i => i.At).ThenBy(i => i.Id.Value, StringComparer.Ordinal)
        .Select(i => new InstructionLife(i, At(i.Id, nameof(InstructionSent)), At(i.Id, nameof(InstructionSeen)), At(i.Id, nameof(InstructionAccepted))));

    Instant? At(InstructionId id, string mark) => Marks.GetValueOrDefault((id, mark))?.Stamp.OccurredAt;


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
        TelemetryJudged judged when judged.Through > (Telemetry?.Through ?? -1) => (this with { Telemetry = judged.After(Telemetry) }).Visited(),
        FellSilent or HeardAgain => this with { Silence = Pick.Latest(Silence, recorded) },
        Learned { Summary: TripsSummary trips } learned => Orders.TryGetValue(learned.Sender, out var known) && known.Version >= learned.Version
            ? this : this with { Orders = Orders.SetItem(learned.Sender, (learned.Version, trips)) },
        InstructionSent sent => Mark(sent.Instruction, nameof(InstructionSent), recorded),
        InstructionSeen seen => Mark(seen.Instruction, nameof(InstructionSeen), recorded),
        InstructionAccepted accepted => Mark(accepted.Instruction, nameof(InstructionAccepted), recorded),
        TroubleReported trouble => this with { Troubles = Troubles.SetItem(trouble.What, Pick.Latest(Troubles.GetValueOrDefault(trouble.What), recorded)) },
        TimePassed { What: DeadlineKind.InstructionUnseen } passed => this with { UnseenTooLong = UnseenTooLong.Add(passed.DueAt) },
        Learned { Summary: BoxSummary box } learned => this with { Account = Account.Learn(box, learned.Version) },
        _ => this,
    };

    VehicleState Mark(InstructionId id, string mark, Recorded recorded) =>
        this with { Marks = Marks.SetItem((id, mark), Pick.Earliest(Marks.GetValueOrDefault((id, mark)), recorded)) };

    // Two scans in one microsecond: the smaller id wins, whichever came first.
    ImmutableSortedDictionary<Instant, SiteId> Arrive(Instant at, SiteId site) =>
        Arrivals.TryGetValue(at, out var known) && string.CompareOrdinal(known.Value, site.Value) <= 0 ? Arrivals : Arrivals.SetItem(at, site);

    VehicleState Visited() => this with
    {
        Visits = VehicleVisits.Of(Telemetry?.Evidence.Stays ?? [], [.. Arrivals.Select(a => (a.Value, a.Key))]),
    };

    /// <summary>A vehicle tells each box whose seal it heard open or that it was told to take elsewhere, and the desk what is wrong with it.</summary>
    public IReadOnlyDictionary<Subject, Summary> Summaries()
    {
        var said = new Dictionary<Subject, Summary>();
        foreach (var box in (Telemetry?.Evidence.OpenSeals ?? []).GroupBy(o => o.Box))
            said[box.Key] = new SightingSummary(Subject.Of(Id), FirstHeard(box.Key), [.. box]);
        foreach (var (box, bounds) in Elsewhere.Of(this))
        {
            var about = Subject.Of(box);
            said[about] = said.TryGetValue(about, out var known) ? (SightingSummary)known with { Bound = bounds } : new SightingSummary(Subject.Of(Id), FirstHeard(about), [], bounds);
        }
        foreach (var (box, until) in LongJourneys.Of(this))
        {
            var about = Subject.Of(box);
            said[about] = (said.TryGetValue(about, out var known) ? (SightingSummary)known : new SightingSummary(Subject.Of(Id), FirstHeard(about), [])) with { HeardUntil = until };
        }
        foreach (var stay in Telemetry?.Evidence.Beside ?? [])
            said[stay.Of] = (said.TryGetValue(stay.Of, out var known) ? (SightingSummary)known : new SightingSummary(Subject.Of(Id), null, [])) with { Beside = stay };
        foreach (var wrong in VehicleCauses.Of(this)) said[IncidentId.Of(wrong)] = wrong;
        if (SilentSince is { } since)
        {
            var cause = new CauseSummary(CauseKind.VehicleSilent, Severity.Amber, true, Subject.Of(Id), since, [Id.Value, $"{Account.Balance} boxes"]);
            said[IncidentId.Of(cause)] = cause;
        }
        return said;
    }

    Instant? FirstHeard(Subject box) => Telemetry?.Evidence.Stays.FirstOrDefault(s => s.Of == box)?.First;

    public IReadOnlyList<Deadline> Deadlines() => Orders.IsEmpty ? Nothing.ToWaitFor
        : [.. Instructions.Where(i => i.Seen is null).Select(i => i.DueAt).Distinct().Where(due => !UnseenTooLong.Contains(due)).Select(due => new Deadline(DeadlineKind.InstructionUnseen, due))];
}
