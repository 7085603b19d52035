using CsCheck;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Tests.Unit.Domain;

/// <summary>To everybody who had it what concerns him: enough for his account, and nothing of a life that goes on without him.</summary>
public sealed class What_a_box_tells
{
    static readonly BoxId s_box = Code.Parse<BoxId>("BX-0001");
    static readonly Party[] s_parties = [.. new[] { "warehouse:WH1", "centre:CW01", "centre:CW02", "laboratory:LAB1", "vehicle:V001", "vehicle:V002", "courier:C01" }.Select(Code.Parse<Party>)];

    static readonly Gen<CycleSummary[]> s_life = Gen.Select(Gen.Int[0, 6].Array[1, 6], Gen.Int[0, 3], Gen.Bool).Array[1, 6].Select(cycles => cycles.Select((c, n) => Cycle(n, c.Item1, c.Item2, c.Item3)).ToArray());

    static CycleSummary Cycle(int number, int[] holders, int centre, bool isSealed)
    {
        var at = Facts.Morning + TimeSpan.FromHours(number * 12);
        var spans = holders.Select((h, n) => new Span(s_parties[h], at + TimeSpan.FromMinutes(n), n % 3 == 0)).ToArray();
        Party? of = centre is 1 or 2 ? s_parties[centre] : null;
        return new CycleSummary(number + 1, BoxPlace.Received, of, 7, 7, isSealed ? at : null, null, null, isSealed ? at : null, isSealed ? Code.Parse<DockId>($"LAB1-D{centre + 1}") : null, null, null, null, spans, [], TimeSpan.Zero);
    }

    [Fact]
    public void Everybody_keeps_the_account_that_he_would_keep_if_he_were_told_all() => s_life.Sample(life =>
    {
        var told = Concerned.All(s_box, life);
        foreach (var party in s_parties)
        {
            if (!told.TryGetValue(party.Subject, out var said))
            {
                Assert.DoesNotContain(life.SelectMany(c => c.Spans), s => s.Holder == party);
                continue;
            }
            var (of, all) = (new Account(party).Learn((BoxSummary)said, 1), new Account(party).Learn(new BoxSummary(s_box, life), 1));
            Assert.Equal((all.Opening, all.In, all.Out), (of.Opening, of.In, of.Out));
            Assert.Equal(all.Entries[s_box].Here, of.Entries[s_box].Here);
            Assert.Equal(all.Entries[s_box].Carried, of.Entries[s_box].Carried);
        }
    }, iter: 20_000);

    [Fact]
    public void A_centre_is_told_all_of_the_cycles_that_it_packed_and_a_dock_of_those_that_were_set_down_there() => s_life.Sample(life =>
    {
        var told = Concerned.All(s_box, life);
        foreach (var cycle in life)
        {
            if (cycle.Centre is { } centre) Assert.Contains(cycle, ((BoxSummary)told[centre.Subject]).Cycles);
            if (cycle.Dock is { } dock) Assert.Contains(cycle, ((BoxSummary)told[Subject.Of(dock)]).Cycles);
        }
    });

    [Fact]
    public void Who_has_nothing_to_do_with_the_newest_cycle_hears_of_its_beginning_and_never_of_what_becomes_of_it() => Gen.Select(s_life, Gen.Int[0, 6].Array[0, 5]).Sample((before, later) =>
    {
        var begins = Cycle(before.Length, [0], 0, false);
        var goesOn = Cycle(before.Length, [0, .. later], 0, false);
        var (then, now) = (Concerned.All(s_box, [.. before, begins]), Concerned.All(s_box, [.. before, goesOn]));
        foreach (var (whom, said) in then)
            if (!goesOn.Spans.Any(s => s.Holder.Subject == whom)) Assert.Equal(Words(said), Words(now[whom]));
    });

    [Fact]
    public void A_warehouse_that_has_given_it_away_hears_nothing_until_it_is_back()
    {
        static Summary Told(params int[] holders) => Concerned.All(s_box, [Cycle(0, holders, 1, true)])[s_parties[0].Subject];
        var gone = Words(Told(0, 4));
        Assert.Equal(gone, Words(Told(0, 4, 1, 5, 3)));
        Assert.NotEqual(gone, Words(Told(0, 4, 1, 5, 3, 5, 0)));
    }

    static string Words(Summary said) => string.Join('\n', ((BoxSummary)said).Cycles.Select(c => $"{c.Cycle} {c.Place} {c.Centre} {c.Packed} {c.SealedAt} {c.Dock} {string.Join(',', c.Spans)}"));
}
