using CsCheck;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Tests.Unit.Domain;

/// <summary>Many with one cause are one; and no list grows faster than people act.</summary>
public sealed class Incidents_are_few
{
    [Fact]
    public void A_blackout_of_148_centres_is_one_incident()
    {
        var shown = Grouping.Of(Enumerable.Range(0, 148).Select(i => One(CauseKind.NotClosed, $"CW{i}", i * 2)));
        Assert.Equal(148, Assert.Single(shown).Members.Count);
        Assert.Equal("group:not-closed:" + At(0).Microseconds, shown[0].Id);
    }

    [Fact]
    public void Two_of_a_kind_in_ten_minutes_are_two_and_three_are_one()
    {
        Assert.Equal(2, Grouping.Of(Enumerable.Range(0, 2).Select(i => One(CauseKind.Late, $"{i}", i * 60))).Count);
        Assert.Single(Grouping.Of(Enumerable.Range(0, 3).Select(i => One(CauseKind.Late, $"{i}", i * 60))));
        Assert.Equal(3, Grouping.Of(Enumerable.Range(0, 3).Select(i => One(CauseKind.Late, $"{i}", i * 400))).Count);
    }

    [Fact]
    public void A_group_takes_in_what_comes_soon_after_and_not_what_comes_an_hour_later()
    {
        var shown = Grouping.Of([.. Enumerable.Range(0, 6).Select(i => One(CauseKind.Late, $"{i}", i * 60)), One(CauseKind.Late, "soon", 800), One(CauseKind.Late, "much later", 5000)]);
        Assert.Equal([7, 1], shown.Select(s => s.Members.Count));
    }

    [Fact]
    public void Never_more_than_ten_new_ones_are_shown_within_ten_minutes() => Many.Sample(all =>
    {
        var shown = Grouping.Of(all);
        Assert.All(shown, first => Assert.InRange(shown.Count(s => s.At >= first.At && s.At - first.At < Grouping.Window), 1, Grouping.Most));
    });

    [Fact]
    public void Every_incident_is_shown_exactly_once() => Many.Sample(all =>
        Assert.Equal(all.Select(r => r.Id).Order(), Grouping.Of(all).SelectMany(s => s.Members).Select(r => r.Id).Order()));

    [Fact]
    public void The_order_in_which_they_are_read_does_not_matter() => Many.SelectMany(all => Gen.Select(Gen.Const(all), Gen.Shuffle(all))).Sample((all, shuffled) =>
        Assert.Equal(Said(Grouping.Of(all)), Said(Grouping.Of(shuffled))));

    static readonly Gen<Raised[]> Many = Gen.Select(Gen.Enum<CauseKind>(), Gen.Int[0, 4000]).Array[0, 120]
        .Select(all => all.Select((one, i) => One(one.Item1, $"{i:000}", one.Item2)).ToArray());

    static string Said(IReadOnlyList<Shown> shown) => string.Join('\n', shown.Select(s => $"{s.Id} {s.At} {string.Join(',', s.Members.Select(m => m.Id))}"));
    static Raised One(CauseKind cause, string about, int second) => new($"{IncidentId.Word(cause)}:{about}", cause, At(second));
    static Instant At(int second) => Facts.Morning + TimeSpan.FromSeconds(second);
}
