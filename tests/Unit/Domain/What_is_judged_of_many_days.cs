using CsCheck;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Tests.Unit.Domain;

/// <summary>A hearer's facts do not grow with its days, and come to the same as if each told everything.</summary>
public sealed class What_is_judged_of_many_days
{
    static readonly Subject[] s_sites = [.. new[] { "CW01", "CW02", "LAB1", "WH1" }.Select(s => new Subject(SubjectKind.Site, s))];

    // Half a minute to some hours apart, over days; now and then something that is told only much later.
    static readonly Gen<(int Site, int After, int Late)[]> s_heard = Gen.Select(Gen.Int[0, 3], Gen.Int[1, 200], Gen.Int[0, 40]).Array[1, 150];

    static string Gist(Evidence evidence) => string.Join('|', evidence.Stays.Select(s => $"{s.Of.Value} {s.First}"));

    [Fact]
    public void The_same_stays_are_known_whether_the_whole_is_told_each_time_or_what_is_new() => s_heard.Sample(heard =>
    {
        var (hearing, whole, parts) = (new Hearing(Hearing.VehicleLimit), VehicleState.Start("V001"), VehicleState.Start("V001"));
        var (minutes, n) = (0, 0);
        foreach (var (site, after, late) in heard)
        {
            minutes += after;
            hearing.Add(new Sighting(s_sites[site], Facts.Morning + TimeSpan.FromMinutes(late == 0 ? minutes / 2 : minutes), -60, null, null));
            if (Gist(hearing.Evidence()) == Gist(parts.Telemetry?.Evidence ?? new Evidence([], []))) continue;
            n++;
            whole = whole.Apply(Judged(n, new TelemetryJudged(n, hearing.Evidence())));
            parts = parts.Apply(Judged(n, TelemetryJudged.Of(n, hearing.Evidence(), parts.Telemetry?.Evidence, Gist)));
            Assert.Equal(Gist(hearing.Evidence()), Gist(parts.Telemetry!.Evidence));
            Assert.Equal(whole.Visits.Select(v => (v.Site, v.From)), parts.Visits.Select(v => (v.Site, v.From)));
        }
    }, iter: 200);

    // So close together that some of it is a long journey.
    static readonly Gen<Sighting[]> s_all = Gen.Select(Gen.Int[0, 1], Gen.Int[0, 300], Gen.Int[-90, -50], Gen.Int[0, 3]).Select((of, minute, dbm, what) =>
        what switch
        {
            0 => new Sighting(s_sites[of], At(minute), dbm, null, null),
            1 => new Sighting(new Subject(SubjectKind.Box, $"BX-000{of + 1}"), At(minute), dbm, null, null),
            _ => new Sighting(new Subject(SubjectKind.Box, $"BX-000{of + 1}"), At(minute), dbm, what == 2, Code.Parse<SealNumber>("ES-1")),
        }).Array[1, 400];

    [Fact]
    public void Whatever_changes_the_gist_of_what_was_heard_is_news() => s_all.Sample(sightings =>
    {
        var hearing = new Hearing(Hearing.VehicleLimit);
        foreach (var sighting in sightings)
        {
            var (gist, news) = (hearing.Evidence().Gist(), hearing.News);
            hearing.Add(sighting);
            if (hearing.Evidence().Gist() != gist) Assert.NotEqual(news, hearing.News);
        }
    }, iter: 100);

    [Fact]
    public void What_only_goes_on_is_no_news()
    {
        var hearing = new Hearing(Hearing.VehicleLimit);
        var box = new Subject(SubjectKind.Box, "BX-0001");
        for (var minute = 0; minute < 85; minute++)
        {
            hearing.Add(new Sighting(s_sites[0], At(minute), -60, null, null));
            hearing.Add(new Sighting(box, At(minute), -60, null, null));
            hearing.Add(new Sighting(box, At(minute), -60, false, Code.Parse<SealNumber>("ES-1")));
        }
        Assert.Equal(1, hearing.News);
    }

    [Fact]
    public void A_stay_that_ended_within_a_night_and_a_day_is_told_as_long_as_it_was_and_one_that_goes_on_is_not_cut()
    {
        var (hearing, vehicle) = (new Hearing(Hearing.VehicleLimit), VehicleState.Start("V001"));
        for (var (minute, n) = (0, 1); minute < 10 * 24 * 60; minute += 4)
        {
            // At home for days, with a call at a centre each noon that home is heard through all the same.
            hearing.Add(new Sighting(s_sites[3], At(minute), -60, null, null));
            if (minute % (24 * 60) == 720) hearing.Add(new Sighting(s_sites[0], At(minute), -60, null, null));
            if (Gist(hearing.Evidence()) != Gist(vehicle.Telemetry?.Evidence ?? new Evidence([], [])))
                vehicle = vehicle.Apply(Judged(n, TelemetryJudged.Of(n++, hearing.Evidence(), vehicle.Telemetry?.Evidence, Gist)));
        }
        var stays = vehicle.Telemetry!.Evidence.Stays;
        Assert.Equal(10, stays.Count(s => s.Of == s_sites[0]));
        var home = Assert.Single(stays, s => s.Of == s_sites[3]);
        Assert.Equal((At(0), true), (home.First, home.Last >= At(9 * 24 * 60 + 700)));
    }

    [Fact]
    public void What_a_day_adds_is_no_more_on_the_tenth_than_on_the_third()
    {
        var (hearing, vehicle) = (new Hearing(Hearing.VehicleLimit), VehicleState.Start("V001"));
        var told = new List<int>();
        for (var n = 1; n <= 400; n++)
        {
            hearing.Add(new Sighting(s_sites[n % 4], At(n * 40), -60, null, null));
            var fact = TelemetryJudged.Of(n, hearing.Evidence(), vehicle.Telemetry?.Evidence, Gist);
            told.Add(fact.Evidence.Stays.Count);
            vehicle = vehicle.Apply(Judged(n, fact));
        }
        Assert.Equal(400, vehicle.Telemetry!.Evidence.Stays.Count);
        Assert.InRange(told.Max(), 50, 56);
    }

    [Fact]
    public void A_word_about_a_box_leaves_the_cycles_that_it_does_not_concern_the_very_same()
    {
        var (home, cw01, cw02) = (Code.Parse<Party>("warehouse:WH1"), Code.Parse<Party>("centre:CW01"), Code.Parse<Party>("centre:CW02"));
        var box = new Fact[]
        {
            new BoxRegistered(Code.Parse<SealNumber>("ES-1"), Code.Parse<BeaconId>("B-1"), home),
            new BoxIssued(home, cw01), new BoxSealed(Code.Parse<SealNumber>("ES-1"), null, 0, cw01), new BoxReturned(home, Code.Parse<Party>("vehicle:V001")),
            new BoxIssued(home, cw02), new BoxSealed(Code.Parse<SealNumber>("ES-1"), null, 0, cw02),
        }.Index().Aggregate(BoxState.Start("BX-0001"), (state, fact) => state.Apply(Judged(fact.Index + 1, fact.Item)));
        var told = box.Apply(Judged(90, new Learned(new Subject(SubjectKind.Site, "CW02"), 1, new BoundSummary(Code.Parse<SiteId>("LAB1")))));
        Assert.Equal("LAB1", told.Current!.BoundFor?.Value);
        Assert.True(box.Cycles.Length >= 2);
        Assert.All(box.Cycles[..^1].Zip(told.Cycles), pair => Assert.Same(pair.First, pair.Second));
    }

    static Instant At(int minute) => Facts.Morning + TimeSpan.FromMinutes(minute);
    static Recorded Judged(int n, Fact fact) => new(FactIds.Named($"judged {n}"), new Stamp(At(n), "", 0, n, 0), TimeSpan.Zero, null, At(n), null, null, null, fact);
}
