using System.Collections.Immutable;

namespace SpecimenLogistics.Domain;

/// <summary>A box: its registration, its cycles as judged, and what vehicles heard of it.</summary>
public sealed record BoxState(BoxId Id) : IFold<BoxState>
{
    /// <summary>The current cycle and the one before are what late scans are about; those before them are put away once they are over.</summary>
    const int Lively = 2;

    public Recorded? Registered { get; init; }

    /// <summary>The first ones where this state was settled, in order.</summary>
    public ImmutableArray<PastCycle> Past { get; init; } = [];

    /// <summary>Those that follow, the current one last; empty before registration.</summary>
    public ImmutableArray<BoxCycle> Cycles { get; init; } = [];
    public ImmutableDictionary<Subject, Heard> Sightings { get; init; } = ImmutableDictionary<Subject, Heard>.Empty;

    /// <summary>Its beacon since the last time one was joined to it.</summary>
    public Recorded? Beacon { get; init; }

    ImmutableDictionary<Subject, long> Told { get; init; } = ImmutableDictionary<Subject, long>.Empty;
    ImmutableDictionary<Subject, SiteId> Bounds { get; init; } = ImmutableDictionary<Subject, SiteId>.Empty;
    ImmutableDictionary<string, TubeSeenSummary> Tubes { get; init; } = ImmutableDictionary<string, TubeSeenSummary>.Empty;

    // Everything that Cycles are made from, in the order of CycleOrder: a late 'issued' splits them anew.
    ImmutableList<Recorded> Facts { get; init; } = [];

    // How often it was issued within them; more often than there are cycles when one was issued twice in a row.
    int Issues { get; init; }

    public readonly record struct Heard(long Version, SightingSummary Summary);

    public BoxRegistered? Registration => Registered?.Fact as BoxRegistered;
    public BoxCycle? Current => Cycles.IsEmpty ? null : Cycles[^1];

    /// <summary>What every cycle comes to, the current one last.</summary>
    public IEnumerable<CycleResult> Results => Past.Select(p => p.Result).Concat(Cycles.Select(CycleResult.Of));

    public Instant? PastUntil => Past.IsEmpty ? null : Facts[0].Stamp.OccurredAt;
    BoxContext Context => new(Id, Registration?.Seal, Sightings, Bounds, Tubes);

    public static BoxState Start(string id) => new(Code.Parse<BoxId>(id));

    public BoxState Apply(Recorded recorded) => IsOfThePast(recorded) ? throw new InvalidOperationException($"{Id}: {recorded.Fact.GetType().Name} is of a cycle that was put away") : recorded.Fact switch
    {
        BoxRegistered => (this with { Registered = Pick.Latest(Registered, recorded) }).Split(),
        Learned { Summary: SightingSummary sighting } learned => Hear(learned.Sender, learned.Version, sighting),
        Learned { Summary: BoundSummary bound } learned when IsNews(learned) =>
            (this with { Bounds = Bounds.SetItem(learned.Sender, bound.Laboratory), Told = Told.SetItem(learned.Sender, learned.Version) }).Rejudge(),
        Learned { Summary: TubeSeenSummary tube } learned when IsNews(learned) =>
            (this with { Tubes = Tubes.SetItem(tube.Tube.Value, tube), Told = Told.SetItem(learned.Sender, learned.Version) }).Rejudge(),
        BeaconJoined => this with { Beacon = Pick.Latest(Beacon, recorded) },
        BoxIssued => (this with { Facts = Insert(Facts, recorded), Issues = Issues + 1 }).Split(),
        _ when IsEvidence(recorded.Fact) => Join(recorded),
        _ => this,
    };

    static bool IsEvidence(Fact fact) => fact is TubePacked or TubeUnpacked or ContentsCarried or BoxSealed or BoxReopened or HandedOver or BoxUnloaded or BoxReceived or TubesRead
        or BoxEmptied or BoxReturned or BoxLookedInto or BoxDisinfected or BoxHeld or BoxReleased or BoxWrittenOff or CustodyCorrected or SealInspected or TimePassed or TemperatureJudged;

    bool IsNews(Learned learned) => !Told.TryGetValue(learned.Sender, out var known) || learned.Version > known;

    BoxState Hear(Subject by, long version, SightingSummary summary)
    {
        if (Sightings.TryGetValue(by, out var known) && known.Version >= version) return this;
        return (this with { Sightings = Sightings.SetItem(by, new Heard(version, summary)) }).Rejudge();
    }

    /// <summary>The common step: one more fact into the cycle it belongs to.</summary>
    BoxState Join(Recorded recorded)
    {
        var facts = Insert(Facts, recorded);
        if (Cycles.IsEmpty || Issues != Cycles.Count(c => c.Evidence.BegunBy is not null)) return (this with { Facts = facts }).Split();
        var index = Cycles.Length - 1;
        while (index > 0 && CycleOrder.Compare(Cycles[index].Evidence.BegunBy!, recorded) > 0) index--;
        var (joined, context) = (Cycles[index].Evidence.Join(recorded), Context);
        var cycles = Cycles.SetItem(index, BoxCycle.Judge(joined, context));
        // What is learned late of one cycle may say how the next one should have begun.
        if (index + 1 < cycles.Length) cycles = cycles.SetItem(index + 1, BoxCycle.Judge(cycles[index + 1].Evidence with { Before = joined with { Before = null } }, context));
        return this with { Facts = facts, Cycles = cycles };
    }

    BoxState Rejudge() => this with
    {
        Cycles = [.. Cycles.Select(c => c.Again(Context))],
    };

    /// <summary>Cycles from the beginning: each 'issued' begins one, unless the one before has nothing to show yet.</summary>
    BoxState Split()
    {
        if (Registration is not { } registration) return this;
        var first = Past.IsEmpty ? new CycleEvidence(1, registration.Opening, null) : Cycles[0].Evidence;
        var cycles = new List<CycleEvidence> { new(first.Number, first.Opening, first.BegunBy) { Before = first.Before } };
        foreach (var recorded in Facts)
        {
            var current = cycles[^1];
            if (recorded.Fact is not BoxIssued issued) cycles[^1] = current.Join(recorded);
            else if (current.IsBare && current.BegunBy is not null) continue;
            else cycles.Add(new CycleEvidence(current.Number + 1, issued.Warehouse, recorded) { Before = current with { Before = null } });
        }
        return this with { Cycles = [.. cycles.Select(e => BoxCycle.Judge(e, Context))] };
    }

    public BoxState Settled()
    {
        var over = 0;
        while (Cycles.Length - over > Lively && PastCycle.IsOver(Cycles[over])) over++;
        if (over == 0) return this;
        var first = Cycles[over].Evidence;
        var facts = Facts.RemoveRange(0, Facts.FindIndex(f => f.Id == first.BegunBy!.Id));
        return this with
        {
            Past = Past.AddRange(Cycles[..over].Select(c => new PastCycle(CycleResult.Of(c), [.. BoxCauses.Of(this, c)]))),
            Cycles = Cycles[over..].SetItem(0, Cycles[over] with { Evidence = first with { Before = first.Before?.WithoutTubes() } }),
            Facts = facts,
            Issues = facts.Count(f => f.Fact is BoxIssued),
        };
    }

    public bool IsOfThePast(Recorded recorded) => !Past.IsEmpty && recorded.Fact switch
    {
        BoxRegistered => true,
        Learned { Summary: SightingSummary sighting } learned => !(Sightings.TryGetValue(learned.Sender, out var known) && known.Version >= learned.Version)
            && PastCycle.IsTouched(Sightings.GetValueOrDefault(learned.Sender).Summary, sighting, PastUntil!.Value),
        Learned { Summary: BoundSummary bound } learned => IsNews(learned) && Past.Any(p => p.Result.Says.Centre?.Subject == learned.Sender)
            && !(Bounds.TryGetValue(learned.Sender, out var known) && known == bound.Laboratory),
        Learned { Summary: TubeSeenSummary } learned => IsNews(learned),
        BoxIssued => CycleOrder.Compare(Facts[0], recorded) > 0,
        _ => IsEvidence(recorded.Fact) && CycleOrder.Compare(Facts[0], recorded) > 0,
    };

    static ImmutableList<Recorded> Insert(ImmutableList<Recorded> facts, Recorded recorded)
    {
        var index = facts.Count;
        while (index > 0 && CycleOrder.Compare(facts[index - 1], recorded) > 0) index--;
        return facts.Insert(index, recorded);
    }

    public IReadOnlyDictionary<Subject, Summary> Summaries() => BoxWords.Summaries(this);

    public IReadOnlyDictionary<Subject, Summary> Summaries(BoxState before, IReadOnlyDictionary<Subject, Summary> said) => BoxWords.Summaries(this, before, said);

    public IReadOnlyList<Deadline> Deadlines()
    {
        if (Current is not { Evidence: var evidence }) return Nothing.ToWaitFor;
        var wait = new List<Deadline>(2);
        if (Custody.OverdueAt(evidence) is { } due && !evidence.Overdue.Any(passed => passed >= due)) wait.Add(new Deadline(DeadlineKind.Unaccounted, due));
        if (Custody.HalfDueAt(evidence) is { } half && !evidence.HalfTooLong.Contains(half)) wait.Add(new Deadline(DeadlineKind.HalfHandover, half));
        return wait;
    }
}
