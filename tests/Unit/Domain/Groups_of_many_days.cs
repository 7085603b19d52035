using CsCheck;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Tests.Unit.Domain;

/// <summary>Grouping looks back no further than its window, and says what it would say if it looked back to the beginning.</summary>
public sealed class Groups_of_many_days
{
    static readonly Gen<Raised[]> s_raised = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 400], Gen.Int[0, 20]).Array[0, 150].Select(all =>
    {
        var second = 0;
        return all.Select((one, i) => new Raised($"{i:000}", (CauseKind)one.Item1, Facts.Morning + TimeSpan.FromSeconds(second += one.Item3 == 0 ? one.Item2 * 5 : one.Item3 < 12 ? one.Item2 / 20 : one.Item2 / 2))).ToArray();
    });

    [Fact]
    public void Are_those_of_whoever_looks_back_to_the_beginning() => s_raised.Sample(raised => Assert.Equal(Plainly(raised), Grouping.Of(raised).Select(Said)), iter: 3000);

    [Fact]
    public void Of_one_day_do_not_depend_on_the_days_before() => Gen.Select(s_raised, s_raised).Sample((first, second) =>
    {
        var later = second.Select(r => r with { Id = "b" + r.Id, At = r.At + TimeSpan.FromDays(9) }).ToArray();
        Assert.Equal(Grouping.Of(first).Concat(Grouping.Of(later)).Select(Said), Grouping.Of([.. later, .. first]).Select(Said));
    }, iter: 500);

    static string Said(Shown shown) => Said(shown.Id, shown.Cause, shown.At, shown.Members, shown.CameUp);
    static string Said(string id, CauseKind? cause, Instant at, IEnumerable<Raised> members, IEnumerable<string> cameUp) =>
        $"{id} {cause} {at.Microseconds} {string.Join(',', members.Select(m => m.Id))} {string.Join(',', cameUp)}";

    sealed class Line(string id, CauseKind? cause, Instant at, bool isGroup, List<Raised> members)
    {
        public string Id => id;
        public CauseKind? Cause => cause;
        public Instant At => at;
        public bool IsGroup => isGroup;
        public bool IsMany => isGroup && cause is null;
        public List<Raised> Members => members;
        public Instant Last { get; set; } = members[^1].At;
        public string Opener { get; } = members[^1].Id;
    }

    /// <summary>The rule in its words: every line there ever was is asked.</summary>
    static List<string> Plainly(Raised[] raised)
    {
        var (lines, news, window) = (new List<Line>(), new List<Line>(), Grouping.Window);
        foreach (var one in raised.OrderBy(r => r.At).ThenBy(r => r.Id, StringComparer.Ordinal))
        {
            bool Unread(Line line) => !line.IsGroup && one.At - line.At < Grouping.Glance;
            var alike = lines.Where(l => one.At - l.At <= window && (!l.IsGroup || l.IsMany))
                .SelectMany(l => l.Members.Where(r => !(l.IsMany && r.Id == l.Opener) && r.Cause == one.Cause && one.At - r.At <= window).Select(r => (From: l, Member: r))).ToList();
            int Read(bool gathered) => news.Count(l => !l.IsMany && one.At - l.At < window && !(gathered && alike.Exists(a => a.From == l && Unread(l))));
            void Up(Line line)
            {
                lines.Add(line);
                news.Add(line);
            }
            Line Group(CauseKind? cause, List<Raised> members) =>
                new($"{Shown.Prefix}{(cause is { } kind ? IncidentId.Word(kind) : "many")}:{members[0].At.Microseconds}", cause, members[^1].At, true, members);
            void Take(Line line)
            {
                line.Members.Add(one);
                line.Last = one.At;
            }

            if (lines.LastOrDefault(l => l.IsGroup && l.Cause == one.Cause && one.At - l.Last <= window) is { } same) Take(same);
            else if (alike.Count >= Grouping.Common - 1 && Read(true) < Grouping.Most - 1)
            {
                foreach (var (from, member) in alike)
                {
                    from.Members.Remove(member);
                    if (Unread(from)) news.Remove(from);
                }
                Up(Group(one.Cause, [.. alike.Select(a => a.Member).OrderBy(r => r.At).ThenBy(r => r.Id, StringComparer.Ordinal), one]));
            }
            else if (Read(false) < Grouping.Most - 1) Up(new Line(one.Id, one.Cause, one.At, false, [one]));
            else if (lines.LastOrDefault(l => l.IsMany && one.At - l.Last <= window) is { } many) Take(many);
            else Up(Group(null, [one]));
        }
        var gone = news.Where(l => l.Members.Count == 0).Select(l => l.Opener).ToHashSet();
        return [.. lines.Where(l => l.Members.Count > 0).Select(l => Said(l.Id, l.Cause, l.At, l.Members, l.Members.Select(m => m.Id).Where(gone.Contains)))];
    }
}
