using CsCheck;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Grains;

namespace SpecimenLogistics.Tests.Unit.Domain;

/// <summary>What its grain puts away of a box's life nobody can tell from outside, whatever is said late.</summary>
public sealed class A_box_of_many_days
{
    static readonly Subject s_vehicle = new(SubjectKind.Vehicle, "V001");
    static readonly Party s_home = Code.Parse<Party>("warehouse:WH1");
    static readonly Party s_centre = Code.Parse<Party>("centre:CW01");
    static readonly Party s_carrier = Code.Parse<Party>("vehicle:V001");

    // Days of a box, each with an issue, what happens on it, and mostly a return; nearly all told in order and some much later.
    static readonly Gen<Recorded[]> s_told = Gen.Select(
        Gen.Select(Facts.OfBox, Gen.Int[1, 900], Gen.Int[0, 99]).Array[0, 9], Gen.Int[0, 5], Gen.Int[0, 99]).Array[3, 7].SelectMany(days =>
    {
        var facts = new List<Recorded> { Said(-1, 0, new BoxRegistered(Code.Parse<SealNumber>("ES-1"), Code.Parse<BeaconId>("B-1"), s_home)) };
        foreach (var (day, (events, ending, salt)) in days.Index())
        {
            facts.Add(Said(day, 0, new BoxIssued(s_home, s_centre)));
            // Each day somebody else brings it, so that most people know it of one day alone; every other day it goes its way to the laboratory.
            var van = Code.Parse<Party>($"vehicle:V{day + 10:000}");
            facts.AddRange([Said(day, 1, new HandedOver(HandoverSide.Take, s_home, van, null)), Said(day, 2, new HandedOver(HandoverSide.Take, van, s_centre, null))]);
            if (salt % 2 == 0)
                facts.AddRange([
                    Said(day, 901, new BoxSealed(Code.Parse<SealNumber>("ES-1"), null, 0, s_centre)), Said(day, 902, new HandedOver(HandoverSide.Take, s_centre, s_carrier, null)),
                    Said(day, 903, new BoxReceived(Code.Parse<Party>("laboratory:LAB1"), null, Condition.Intact)),
                ]);
            foreach (var (fact, minute, luck) in events.OrderBy(e => e.Item2))
                if (luck < 97 || fact is not (BoxRegistered or BoxIssued)) facts.Add(Said(day, minute, OfDay(fact, day, minute)));
            if (ending > 0) facts.Add(Said(day, 950, new BoxReturned(s_home, s_carrier)));
            if (salt % 4 == 0) facts.Add(Said(day, 940, Heard(day * 10 + salt % 10)));
        }
        return Gen.Int[0, 600].Array[facts.Count].Select(late => facts.Select((f, n) => (f, At: n + (late[n] < 30 ? late[n] : 0))).OrderBy(p => p.At).Select(p => p.f).ToArray());
    });

    [Fact]
    public void Shows_tells_and_waits_for_the_same_when_what_is_long_over_is_put_away()
    {
        var (putAway, late) = (0, 0);
        s_told.Sample(told =>
        {
            var (whole, kept, receivers) = (BoxState.Start("BX-0001"), BoxState.Start("BX-0001"), new Dictionary<Subject, Summary>());
            var said = kept.Summaries();
            for (var n = 0; n < told.Length; n++)
            {
                var isLate = Keeping.IsLate(kept, told[n]);
                if (isLate)
                {
                    (kept, late) = (Keeping.Whole<BoxState>("BX-0001", told[..n]), late + 1);
                    said = kept.Summaries();
                }
                var before = said;
                (whole, (kept, said)) = (whole.Apply(told[n]), Next(kept, said, told[n]));
                // As the grain sends: what is new or other than before, and that it is not so any more.
                foreach (var gone in before.Keys.Except(said.Keys)) receivers.Remove(gone);
                foreach (var (whom, words) in said) receivers[whom] = words;
                if (!isLate && kept.Settled() is var settled && !ReferenceEquals(settled, kept)) (kept, said) = (settled, Keeping.Said(settled, said));
                putAway += kept.Past.Length > 0 ? 1 : 0;
                Assert.Equal(Views.Of(whole), Views.Of(kept));
                Assert.Equal(whole.Deadlines(), kept.Deadlines());
                Assert.Equal(Facts.Words(whole.Summaries()), Facts.Words(receivers));
            }
            Assert.Equal(Views.Of(whole), Views.Of(Keeping.Fold<BoxState>("BX-0001", told)));
        }, iter: 1500, threads: 1);
        // Else it has shown nothing.
        Assert.InRange(putAway, 5_000, int.MaxValue);
        Assert.InRange(late, 500, int.MaxValue);
    }

    [Fact]
    public void Keeps_two_cycles_of_it_however_many_there_were()
    {
        var box = BoxState.Start("BX-0001").Apply(Said(-1, 0, new BoxRegistered(Code.Parse<SealNumber>("ES-1"), Code.Parse<BeaconId>("B-1"), s_home)));
        for (var day = 0; day < 30; day++)
            foreach (var (minute, fact) in new Fact[]
            {
                new BoxIssued(s_home, s_centre), new TubePacked(Code.Parse<TubeSerial>($"T{day}"), s_centre),
                Heard(day * 10 + (day % 3 == 0 ? 1 : 0)), new BoxEmptied(Code.Parse<Party>("laboratory:LAB1")), new BoxReturned(s_home, s_carrier),
            }.Index())
            {
                var said = Said(day, minute, fact);
                Assert.False(Keeping.IsLate(box, said));
                box = box.Apply(said).Settled();
            }
        // What it was doing before it was issued at all is a cycle too.
        Assert.Equal((2, 31), (box.Cycles.Length, box.Results.Count()));
        // The warehouse, the centre, the laboratory and the carrier: to others it has nothing more to say.
        Assert.InRange(box.Summaries().Count, 1, 6);
    }

    [Fact]
    public void Keeps_a_cycle_of_which_a_carrier_may_yet_say_that_it_has_it()
    {
        var due = At(0, 5) + Custody.LongestOnRoad;
        Recorded[] told =
        [
            Said(-1, 0, new BoxRegistered(Code.Parse<SealNumber>("ES-1"), Code.Parse<BeaconId>("B-1"), s_home)),
            Said(0, 0, new BoxIssued(s_home, s_centre)), Said(0, 4, new TubePacked(Code.Parse<TubeSerial>("T1"), s_centre)), Said(0, 5, new HandedOver(HandoverSide.Take, s_centre, s_carrier, null)),
            Said(0, 200, new TimePassed(DeadlineKind.Unaccounted, due)),
            .. Enumerable.Range(1, 4).SelectMany(day => (Recorded[])[Said(day, 0, new BoxIssued(s_home, s_centre)), Said(day, 950, new BoxReturned(s_home, s_carrier))]),
        ];
        var box = Keeping.Fold<BoxState>("BX-0001", told);
        Assert.Equal(BoxPlace.Unaccounted, box.Results.ElementAt(1).Says.Place);
        var heard = Said(4, 960, new Learned(s_vehicle, 1, new SightingSummary(s_vehicle, null, []) { HeardUntil = due }));
        Assert.Equal(Views.Of(Keeping.Whole<BoxState>("BX-0001", [.. told, heard])), Views.Of(box.Apply(heard)));
        Assert.Equal(BoxPlace.WithCarrier, box.Apply(heard).Results.ElementAt(1).Says.Place);
    }

    [Fact]
    public void Refuses_what_it_has_put_away_rather_than_to_judge_by_half()
    {
        var box = Days(4);
        Assert.Throws<InvalidOperationException>(() => box.Apply(Said(0, 30, new BoxHeld("wet"))));
    }

    static BoxState Days(int days)
    {
        var facts = new List<Recorded> { Said(-1, 0, new BoxRegistered(Code.Parse<SealNumber>("ES-1"), Code.Parse<BeaconId>("B-1"), s_home)), Said(-1, 1, new BoxDisinfected(s_home, "UV", null)) };
        for (var day = 0; day < days; day++)
            facts.AddRange([Said(day, 0, new BoxIssued(s_home, s_centre)), Said(day, 950, new BoxReturned(s_home, s_carrier))]);
        return Keeping.Fold<BoxState>("BX-0001", facts);
    }

    // Of one sender's one version there is one content, and later versions say what earlier ones did and more; now and then one takes it all back.
    static Fact OfDay(Fact fact, int day, int minute) => fact switch
    {
        Learned { Summary: SightingSummary } => Heard(day * 10 + minute % 10),
        Learned { Summary: BoundSummary } learned => new Learned(learned.Sender, day * 10 + minute % 10, new BoundSummary(Code.Parse<SiteId>((day * 10 + minute % 10) % 5 == 2 ? "LAB2" : "LAB1"))),
        Learned { Summary: TubeSeenSummary seen } learned => new Learned(learned.Sender, 1 + day * 900 + minute, seen with { In = [.. seen.In.Select(s => s with { At = At(day, minute / 10 * 10 - 20 + (s.Box.Value == "BX-0001" ? 0 : 15)) })] }),
        TemperatureJudged judged => new TemperatureJudged(At(day, minute), judged.Chain),
        _ => fact,
    };

    static Learned Heard(int version)
    {
        var box = new Subject(SubjectKind.Box, "BX-0001");
        OpenSeal[] open = version % 3 == 0 ? [] : [.. Enumerable.Range(0, version + 1).Where(v => v % 4 == 1).Select(v => new OpenSeal(box, Code.Parse<SealNumber>("ES-1"), At(v / 10, 300 + v % 10 * 40), At(v / 10, 300 + v % 10 * 40), 1 + v % 2))];
        Bound[] bound = [.. Enumerable.Range(0, version + 1).Where(v => v % 6 == 3).Select(v => new Bound(Code.Parse<SiteId>(v % 2 == 0 ? "LAB1" : "LAB2"), At(v / 10, 200 + v), null))];
        return new Learned(s_vehicle, version + 1, new SightingSummary(s_vehicle, null, open, bound.Length == 0 ? null : bound) { HeardUntil = version % 3 == 0 ? At(version / 10, 400) : null });
    }

    static (BoxState State, IReadOnlyDictionary<Subject, Summary> Said) Next(BoxState before, IReadOnlyDictionary<Subject, Summary> said, Recorded fact)
    {
        var after = before.Apply(fact);
        return (after, after.Summaries(before, said));
    }

    static Instant At(int day, int minute) => Facts.Morning + TimeSpan.FromDays(day) + TimeSpan.FromMinutes(minute);

    static Recorded Said(int day, int minute, Fact fact) => new(
        FactIds.Named($"{day} {minute} {System.Text.Encoding.UTF8.GetString(FactCodec.Write(fact))}"), new Stamp(At(day, minute), $"S{minute % 3}", 1, minute, 0), TimeSpan.Zero, null, At(day, minute),
        minute % 2 == 0 ? Code.Parse<StaffId>("P-1") : null, minute % 4 == 0 ? Code.Parse<StaffId>("P-2") : null, null, fact);
}
