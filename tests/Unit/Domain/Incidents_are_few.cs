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

    /// <summary>Held against the list as a reader had it: asked again after each that was raised.</summary>
    [Fact]
    public void Never_more_than_ten_new_ones_are_shown_within_ten_minutes() => Many.Sample(all =>
    {
        var moments = News(all).Select(n => n.At).ToList();
        Assert.All(moments, first => Assert.InRange(moments.Count(at => at >= first && at - first < Grouping.Window), 1, Grouping.Most));
    });

    [Fact]
    public void What_the_list_says_to_have_been_new_is_what_a_reader_saw_come() => Many.Sample(all =>
    {
        var byId = all.ToDictionary(r => r.Id, r => r.At);
        var said = Grouping.Of(all).SelectMany(s => s.CameUp.Select(id => byId[id]).Append(s.At)).Order();
        Assert.Equal(News(all).Select(n => n.At).Order(), said);
    });

    /// <summary>Lines that came up for a reader who looks each time; one that was gathered before anybody could read it is none.</summary>
    static List<(string Id, Instant At)> News(Raised[] all)
    {
        var ordered = all.OrderBy(r => r.At).ThenBy(r => r.Id, StringComparer.Ordinal).ToList();
        var (news, before) = (new List<(string Id, Instant At)>(), new HashSet<string>());
        for (var n = 1; n <= ordered.Count; n++)
        {
            var lines = Grouping.Of(ordered.Take(n)).Select(s => s.Id).ToHashSet();
            news.RemoveAll(was => !was.Id.StartsWith(Shown.Prefix, StringComparison.Ordinal) && !lines.Contains(was.Id) && before.Contains(was.Id) && ordered[n - 1].At - was.At < Grouping.Glance);
            news.AddRange(lines.Where(id => !before.Contains(id)).Select(id => (id, ordered[n - 1].At)));
            before = lines;
        }
        return news;
    }

    [Fact]
    public void One_that_a_group_takes_off_the_list_within_seconds_was_no_news_and_later_it_was()
    {
        Assert.Empty(Assert.Single(Grouping.Of(Enumerable.Range(0, 3).Select(i => One(CauseKind.Late, $"{i}", i)))).CameUp);
        Assert.Equal(["late:0", "late:1"], Assert.Single(Grouping.Of(Enumerable.Range(0, 3).Select(i => One(CauseKind.Late, $"{i}", i * 60)))).CameUp);
    }

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
