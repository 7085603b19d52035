using System.Collections.Immutable;

namespace SpecimenLogistics.Domain;

/// <summary>A centre, laboratory or warehouse: its account of boxes, its sessions, its kits.</summary>
public sealed record SiteState(SiteId Id) : IFold<SiteState>
{
    public Recorded? Registered { get; init; }
    public ImmutableSortedDictionary<DateOnly, Recorded> Plans { get; init; } = ImmutableSortedDictionary<DateOnly, Recorded>.Empty;
    public ImmutableDictionary<DeliveryId, Recorded> Closures { get; init; } = ImmutableDictionary<DeliveryId, Recorded>.Empty;
    public ImmutableDictionary<Guid, Recorded> Kits { get; init; } = ImmutableDictionary<Guid, Recorded>.Empty;

    /// <summary>Whether it will run out, as judged last.</summary>
    public Recorded? StockRisk { get; init; }

    /// <summary>A laboratory's lists of reasons, by version.</summary>
    public ImmutableSortedDictionary<int, Recorded> Reasons { get; init; } = ImmutableSortedDictionary<int, Recorded>.Empty;

    /// <summary>Boxes this centre packed, as they speak of themselves.</summary>
    public ImmutableDictionary<BoxId, Known> Packed { get; init; } = ImmutableDictionary<BoxId, Known>.Empty;

    /// <summary>What each date's plan says of its intake and its sessions since orders have concerned it.</summary>
    public ImmutableDictionary<Subject, (long Version, SiteOrdersSummary Says)> Orders { get; init; } = ImmutableDictionary<Subject, (long, SiteOrdersSummary)>.Empty;

    // An account needs to know what kind of holder the site is; summaries that come before the registration wait for it.
    public Account? Account { get; init; }

    public sealed record Known(long Version, BoxSummary Summary);

    public SiteRegistered? Registration => Registered?.Fact as SiteRegistered;

    public Party? Party => Registration?.Role switch
    {
        SiteRole.Centre => Domain.Party.Centre(Id),
        SiteRole.Laboratory => Domain.Party.Laboratory(Id),
        SiteRole.Warehouse => Domain.Party.Warehouse(Id),
        _ => null,
    };

    public IEnumerable<PlannedSession> Sessions => Plans.Values.SelectMany(p => ((SessionsPlanned)p.Fact).Sessions).OrderBy(s => s.Closes);

    /// <summary>What a laboratory takes, by the newest order; null for everything as it comes.</summary>
    public SetIntake? Intake => Orders.Values.OrderBy(o => o.Says.Date).LastOrDefault(o => o.Says.Intake is not null).Says?.Intake;

    public bool IsSuspended(DeliveryId session) => Orders.Values.Any(o => o.Says.Suspended.Contains(session));

    public static SiteState Start(string id) => new(Code.Parse<SiteId>(id));

    public SiteState Apply(Recorded recorded) => recorded.Fact switch
    {
        SiteRegistered => (this with { Registered = Pick.Latest(Registered, recorded) }).Open(),
        SessionsPlanned plan => this with { Plans = Plans.SetItem(plan.Date, Pick.Latest(Plans.GetValueOrDefault(plan.Date), recorded)) },
        SessionClosed closed => this with { Closures = Closures.SetItem(closed.Delivery, Pick.Latest(Closures.GetValueOrDefault(closed.Delivery), recorded)) },
        KitsArrived => this with { Kits = Kits.SetItem(recorded.Id, recorded) },
        StockJudged => this with { StockRisk = Pick.Latest(StockRisk, recorded) },
        ReasonsListed list => this with { Reasons = Reasons.SetItem(list.Version, Pick.Latest(Reasons.GetValueOrDefault(list.Version), recorded)) },
        Learned { Summary: SiteOrdersSummary orders } learned => Orders.TryGetValue(learned.Sender, out var known) && known.Version >= learned.Version
            ? this : this with { Orders = Orders.SetItem(learned.Sender, (learned.Version, orders)) },
        Learned { Summary: BoxSummary box } learned => Learn(box, learned.Version),
        _ => this,
    };

    SiteState Open()
    {
        if (Account is not null || Party is not { } party) return this;
        var account = new Account(party);
        foreach (var known in Packed.Values) account = account.Learn(known.Summary, known.Version);
        return Trimmed(this with { Account = account });
    }

    SiteState Learn(BoxSummary box, long version)
    {
        if (Packed.TryGetValue(box.Box, out var known) && known.Version >= version) return this;
        var next = this with { Account = Account?.Learn(box, version), Packed = Packed.SetItem(box.Box, new Known(version, box)) };
        return Account is null ? next : Trimmed(next);
    }

    // Only a centre composes deliveries; a laboratory or warehouse keeps the account alone.
    static SiteState Trimmed(SiteState site) => site.Registration!.Role == SiteRole.Centre ? site : site with { Packed = site.Packed.Clear() };

    public IReadOnlyDictionary<Subject, Summary> Summaries()
    {
        if (Registration is not { Role: SiteRole.Centre }) return Nothing.ToSay;
        var said = DeliveryMaking.Of(this).ToDictionary(d => Subject.Of(d.Key), d => (Summary)d.Value);
        if (Registration.Laboratory is { } laboratory)
            foreach (var (box, known) in Packed)
                if (known.Summary.Cycles.Any(c => c.Centre == Party && c.SealedAt is not null)) said[Subject.Of(box)] = new BoundSummary(laboratory);
        if (StockRisk is { Fact: StockJudged judged } risk)
        {
            var cause = new CauseSummary(
                CauseKind.StockLow, Severity.Amber, judged.Low, Subject.Of(Id), risk.Stamp.OccurredAt,
                [Id.Value, judged.OutAt is { } at ? $"{at}" : "", $"+{judged.OrderKits} kits", $"+{judged.OrderBoxes} boxes"], judged.Low ? null : "lasts, or something comes in time");
            said[IncidentId.Of(cause)] = cause;
        }
        return said;
    }

    public IReadOnlyDictionary<Subject, Summary> Summaries(SiteState before, IReadOnlyDictionary<Subject, Summary> said) =>
        Summaries().ToDictionary(now => now.Key, now => said.TryGetValue(now.Key, out var earlier) && IsSame(earlier, now.Value) ? earlier : now.Value);

    static bool IsSame(Summary earlier, Summary now) => (earlier, now) switch
    {
        (DeliverySummary was, DeliverySummary of) => was == of with { Boxes = was.Boxes } && was.Boxes.SequenceEqual(of.Boxes),
        _ => earlier == now,
    };

    public IReadOnlyList<Deadline> Deadlines() => Nothing.ToWaitFor;
}
