using CsCheck;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Tests.Unit.Domain;

/// <summary>What is found by halving and by looking up is what is found by going through all of it.</summary>
public sealed class What_days_add_up_to
{
    static readonly Party s_centre = Code.Parse<Party>("centre:CW01");
    static readonly Party s_van = Code.Parse<Party>("vehicle:V001");

    static readonly Gen<(Stay[] Stays, DockState.Set[] Down)> s_dock = Gen.Select(
        Gen.Select(Gen.Int[1, 3], Gen.Int[0, 5_000], Gen.Int[0, 20]).Array[0, 40], Gen.Select(Gen.Int[0, 5_100], Gen.Int[1, 9]).Array[0, 60]).Select((stays, down) => (
            stays.Select(s => new Stay(new Subject(s.Item1 == 3 ? SubjectKind.Box : SubjectKind.Vehicle, s.Item1 == 3 ? "BX-0001" : $"V00{s.Item1}"), At(s.Item2 / 5 * 5), At(s.Item2 + s.Item3), -60)).ToArray(),
            down.Select(d => new DockState.Set(Code.Parse<BoxId>($"BX-000{d.Item2}"), At(d.Item1 / 5 * 5), s_van)).ToArray()));

    [Fact]
    public void Every_box_comes_off_the_vehicle_that_pulled_in_last() => s_dock.Sample(dock =>
    {
        var vehicles = dock.Stays.Where(s => s.Of.Kind == SubjectKind.Vehicle).OrderBy(s => s.First).ToList();
        var expected = dock.Down.OrderBy(d => d.At).Select(d => (Off: vehicles.LastOrDefault(v => v.First <= d.At && d.At <= v.First + TimeSpan.FromMinutes(30)), d.Box))
            .Where(d => d.Off is not null).GroupBy(d => d.Off!, d => d.Box).Select(g => $"{g.Key.Of.Id} {g.Key.First}: {string.Join(',', g)}");
        var found = Unloading.Of(dock.Stays, dock.Down).Where(u => u.Heard).Select(u => $"{u.Vehicle!.Value.Id} {u.From}: {string.Join(',', u.Boxes)}");
        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Distinct().Order(StringComparer.Ordinal));
    }, iter: 2000);

    // A centre's days: two sessions each, most of them closed and with boxes declared; boxes that come, are packed, and go.
    static readonly Gen<SiteState> s_site = Gen.Select(
        Gen.Select(Gen.Int[0, 100], Gen.Int[0, 8].Array[0, 3]).Array[2, 12],
        Gen.Select(Gen.Int[1, 8], Gen.Int[0, 6 * 1440], Gen.Int[0, 600], Gen.Int[0, 300], Gen.Int[0, 2]).Array[0, 40]).Select((sessions, cycles) =>
    {
        var facts = new List<Fact>
        {
            new SiteRegistered("Hong Kong Park", "香港公園", "Central", 22.27, 114.16, 50, SiteRole.Centre, Code.Parse<BeaconId>("B-CW01"), Code.Parse<SiteId>("LAB1"), 90, [], [], 100),
        };
        foreach (var day in sessions.Index().GroupBy(s => s.Index / 2))
        {
            facts.Add(new SessionsPlanned(Date(day.Key), [.. day.Select(s => new PlannedSession(Delivery(s.Index), At(day.Key * 1440 + s.Index % 2 * 400), At(day.Key * 1440 + s.Index % 2 * 400 + 330)))]));
            foreach (var (n, (minute, declared)) in day)
                if (minute > 15) facts.Add(new SessionClosed(Delivery(n), [.. declared.Distinct().Select(b => new Declared(Box(b), 7))], null));
        }
        foreach (var box in cycles.GroupBy(c => c.Item1))
            facts.Add(new Learned(Subject.Of(Box(box.Key)), 1, new BoxSummary(Box(box.Key), [.. box.OrderBy(c => c.Item2).Select((c, n) => Cycle(n + 1, c.Item2, c.Item3, c.Item4, c.Item5))])));
        return facts.Index().Aggregate(SiteState.Start("CW01"), (site, f) => site.Apply(Said(f.Index, f.Item is SessionClosed closed ? Closes(closed.Delivery) + TimeSpan.FromMinutes(f.Index % 40 - 20) : At(0), f.Item)));
    });

    [Fact]
    public void A_centre_stood_without_boxes_in_the_sessions_in_which_it_did() => s_site.Sample(site =>
        Assert.Equal(site.Sessions.Count(s => StoodWithout(site, s)), Stock.Of(site).StockOuts - (Stock.Of(site).Kits < 0 ? 1 : 0)), iter: 2000);

    /// <summary>The rule as it is said: at some moment of the session no open box was there.</summary>
    static bool StoodWithout(SiteState site, PlannedSession session)
    {
        if (site.Closures.GetValueOrDefault(session.Delivery) is not { } closure) return false;
        var cycles = site.Packed.Values.SelectMany(k => k.Summary.Cycles).Where(c => c.Spans.Any(s => s.Holder == s_centre)).ToList();
        var closed = closure.Stamp.OccurredAt < session.Closes ? closure.Stamp.OccurredAt : session.Closes;
        var ends = cycles.Select(c => End(c)).OfType<Instant>().ToList();
        return cycles.Select(Came).Concat(ends).Any(at => at > session.Opens && at < closed - TimeSpan.FromMinutes(5)
            // Of several at one moment some come before others go: the count after the last of them, or between them, may be none.
            && cycles.Count(c => Came(c) <= at) - ends.Count(end => end <= at) <= 0);
    }

    static Instant Came(CycleSummary cycle) => cycle.Spans.First(s => s.Holder == s_centre).Since;

    static Instant? End(CycleSummary cycle) => cycle is { SealedAt: { } at } && cycle.Centre == s_centre ? at
        : cycle.Spans.SkipWhile(s => s.Holder != s_centre).Skip(1).FirstOrDefault()?.Since;

    [Fact]
    public void A_declared_box_is_delivered_with_the_cycle_sealed_nearest_to_the_closure() => s_site.Sample(site =>
    {
        var taken = new HashSet<CycleSummary>();
        var made = DeliveryMaking.Of(site);
        foreach (var session in site.Sessions.Where(s => site.Closures.ContainsKey(s.Delivery)))
        {
            var closure = site.Closures[session.Delivery];
            foreach (var declared in ((SessionClosed)closure.Fact).Boxes)
            {
                var nearest = Sealed(site).Where(c => c.Box == declared.Box && !taken.Contains(c.Cycle)).OrderBy(c => (c.Cycle.SealedAt!.Value - closure.Stamp.OccurredAt).Duration())
                    .ThenBy(c => c.Cycle.SealedAt).FirstOrDefault().Cycle;
                if (nearest is not null) taken.Add(nearest);
                Assert.Same(nearest, made[session.Delivery].Boxes.Single(b => b.Box == declared.Box && b.DeclaredHere).Cycle);
            }
        }
        // Nothing that is sealed is delivered twice, and only what belongs to no session is left out.
        var delivered = made.Values.SelectMany(d => d.Boxes).Select(b => b.Cycle).OfType<CycleSummary>().ToList();
        Assert.Equal(delivered.Count, delivered.Distinct(ReferenceEqualityComparer.Instance).Count());
        foreach (var (_, cycle) in Sealed(site).Where(c => !taken.Contains(c.Cycle)))
            Assert.Equal(FirstThatTakes(site, made, taken, cycle), made.FirstOrDefault(d => d.Value.Boxes.Any(b => ReferenceEquals(b.Cycle, cycle))).Key);
    }, iter: 1000);

    // A session takes what is sealed until the next one opens where nobody closed it, and else for 45 minutes at most, or until its boxes are collected.
    static DeliveryId FirstThatTakes(SiteState site, IReadOnlyDictionary<DeliveryId, DeliverySummary> made, HashSet<CycleSummary> declared, CycleSummary cycle)
    {
        var sessions = site.Sessions.ToList();
        return sessions.Index().FirstOrDefault(s =>
        {
            var next = s.Index + 1 < sessions.Count ? sessions[s.Index + 1].Opens : Instant.Max;
            if (site.Closures.GetValueOrDefault(s.Item.Delivery) is not { Stamp.OccurredAt: var closed }) return cycle.SealedAt <= next;
            var latest = closed + TimeSpan.FromMinutes(45) < next ? closed + TimeSpan.FromMinutes(45) : next;
            // Those that were taken before this one: the declared, and the ones sealed before it.
            var boxes = made[s.Item.Delivery].Boxes.Where(b => b.Cycle is { } of && (declared.Contains(of) || of.SealedAt < cycle.SealedAt));
            if (boxes.Min(b => b.Cycle!.CollectedAt) is { } collected && collected < latest) latest = collected;
            return cycle.SealedAt <= (latest > closed ? latest : closed);
        }).Item?.Delivery ?? default;
    }

    static IEnumerable<(BoxId Box, CycleSummary Cycle)> Sealed(SiteState site) =>
        site.Packed.Values.SelectMany(k => k.Summary.Cycles.Where(c => c.Centre == s_centre && c.SealedAt is not null).Select(c => (k.Summary.Box, c)));

    [Fact]
    public void What_a_centre_says_is_written_anew_where_it_changed_and_stands_where_it_did_not() => Facts.Site.Sample(facts =>
    {
        var (site, said) = (SiteState.Start("CW01"), (IReadOnlyDictionary<Subject, Summary>)new Dictionary<Subject, Summary>());
        foreach (var fact in facts)
        {
            var before = site;
            site = site.Apply(fact);
            said = site.Summaries(before, said);
            Assert.Equal(Facts.Words(site.Summaries()), Facts.Words(said));
        }
        Assert.All(site.Summaries(site, said).Where(s => s.Value is DeliverySummary), s => Assert.Same(said[s.Key], s.Value));
    }, iter: 1000);

    [Fact]
    public void A_vehicle_shows_the_trips_of_three_dates_and_what_was_ordered_before()
    {
        var ordered = Trip("TS-CW01-1") with { Supplies = new OrderSupply(Code.Parse<SiteId>("CW01"), 2, 100, Code.Parse<TripId>("TS-CW01-1"), Code.Parse<VehicleId>("V001")) };
        var vehicle = Enumerable.Range(0, 6).Select(day => (Fact)new TripsPlanned(Date(day), [Trip($"T{day}A"), Trip($"T{day}B")]))
            .Append(new Learned(Subject.OfPlan(Date(1)), 1, new TripsSummary(Date(1), [Trip("T1A"), ordered], []))).Index()
            .Aggregate(VehicleState.Start("V001"), (state, fact) => state.Apply(Said(fact.Index, At(0), fact.Item)));
        Assert.Equal(["TS-CW01-1", "T3A", "T3B", "T4A", "T4B", "T5A", "T5B"], vehicle.Trips.Select(t => t.Trip.Value));
    }

    static PlannedTrip Trip(string id) => new(Code.Parse<TripId>(id), Code.Parse<VehicleId>("V001"), TripKind.Supply, [new PlannedStop(Code.Parse<SiteId>("CW01"), At(0), StopPurpose.Supply, null)]);

    static CycleSummary Cycle(int number, int came, int packing, int road, int kind)
    {
        var (at, sealedAt) = (At(came / 7 * 7), At(came / 7 * 7 + packing));
        var gone = sealedAt + TimeSpan.FromMinutes(road + 1);
        return new CycleSummary(
            number, BoxPlace.CentreSealed, kind == 0 ? null : s_centre, 7, 0, kind == 0 ? null : sealedAt, kind == 2 ? gone : null, null, null, null, null, null, null,
            [new Span(Code.Parse<Party>("warehouse:WH1"), At(0), false), new Span(s_centre, at, false), .. kind == 1 ? (Span[])[] : [new Span(s_van, gone, false)]], [], TimeSpan.Zero);
    }

    static Instant Closes(DeliveryId delivery) => At((delivery.Date.DayNumber - Date(0).DayNumber) * 1440 + (delivery.Session - 1) * 400 + 330);
    static DeliveryId Delivery(int n) => new(Date(n / 2), Code.Parse<SiteId>("CW01"), n % 2 + 1);
    static DateOnly Date(int day) => new DateOnly(2020, 9, 6).AddDays(day);
    static BoxId Box(int n) => Code.Parse<BoxId>($"BX-000{n}");
    static Instant At(int minute) => Facts.Morning + TimeSpan.FromMinutes(minute);
    static Recorded Said(int n, Instant at, Fact fact) => new(FactIds.Named($"said {n}"), new Stamp(at, "", 0, n, 0), TimeSpan.Zero, null, at, null, null, null, fact);
}
