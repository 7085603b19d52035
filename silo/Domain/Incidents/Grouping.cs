namespace SpecimenLogistics.Domain;

/// <summary>What the rule of grouping looks at.</summary>
/// <param name="Id">The incident's own id.</param>
/// <param name="Raised">When the desk was told.</param>
public sealed record Raised(string Id, CauseKind Cause, Instant At);

/// <summary>One thing to show: an incident alone, or many that are one.</summary>
/// <param name="Cause">What all members share; null for many things at once.</param>
/// <param name="At">When it came up as a new line.</param>
/// <param name="Members">In the order in which they were raised; one for an incident alone.</param>
/// <param name="CameUp">Members that had been new lines themselves before they were gathered here.</param>
public sealed record Shown(string Id, CauseKind? Cause, Instant At, IReadOnlyList<Raised> Members, IReadOnlyList<string> CameUp)
{
    public const string Prefix = "group:";
    public bool IsGroup => Members.Count > 1 || Id.StartsWith(Prefix, StringComparison.Ordinal);
}

/// <summary>
/// Keeps incidents few. Many of one kind within a few minutes have one cause, and nobody reads a list that grows faster
/// than one can act. A pure function of what was raised and when: the same incidents, the same groups.
/// </summary>
public static class Grouping
{
    /// <summary>So many of one kind within <see cref="Window"/> are taken to have a common cause.</summary>
    public const int Common = 3;

    /// <summary>No more than this many new lines to read within any <see cref="Window"/>, those counted that a group takes off the list again.</summary>
    public const int Most = 10;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>What stands in a list for a shorter time than this nobody has read.</summary>
    public static readonly TimeSpan Glance = TimeSpan.FromSeconds(10);

    /// <summary>What to show, in the order in which it came to be shown.</summary>
    public static IReadOnlyList<Shown> Of(IEnumerable<Raised> raised)
    {
        // Both in the order in which their lines came up, so that what is within the window stands at the end.
        var making = new List<Making>();
        var news = new List<Making>();
        // No earlier group can be open: a second one was made because the first was not, and time goes on.
        var common = new Dictionary<CauseKind, Making>();
        Making? many = null;
        foreach (var one in raised.OrderBy(r => r.At).ThenBy(r => r.Id, StringComparer.Ordinal))
        {
            if (common.TryGetValue(one.Cause, out var same) && one.At - same.Last <= Window) same.Take(one);
            else if (Alike(making, one) is { Count: >= Common - 1 } alike && Read(news, one, alike) < Most - 1) ComesUp(Gathered(alike, one, news));
            else if (Read(news, one, []) < Most - 1) ComesUp(Making.Alone(one));
            else if (many is not null && one.At - many.Last <= Window) many.Take(one);
            else ComesUp(Making.Group(null, [one]));
        }
        var gone = news.Where(m => m.Members.Count == 0).Select(m => m.Opener).ToHashSet(StringComparer.Ordinal);
        return [.. making.Where(m => m.Members.Count > 0).Select(m => new Shown(m.Id, m.Cause, m.At, m.Members, [.. m.Members.Select(r => r.Id).Where(gone.Contains)]))];

        void ComesUp(Making line)
        {
            making.Add(line);
            news.Add(line);
            if (line.IsMany) many = line;
            else if (line is { IsGroup: true, Cause: { } cause }) common[cause] = line;
        }
    }

    /// <summary>How many new lines the reader has had within the window, beside the one that takes in the rest: there is never a second of those.</summary>
    static int Read(List<Making> news, Raised one, List<(Making From, Raised Member)> without) =>
        Newest(news, m => one.At - m.At < Window).Count(m => !m.IsMany && !without.Exists(a => a.From == m && Unread(m, one)));

    /// <summary>From the end back to the first that is too old: there may be those of many days before it.</summary>
    static IEnumerable<Making> Newest(List<Making> lines, Func<Making, bool> isRecent)
    {
        for (var i = lines.Count - 1; i >= 0 && isRecent(lines[i]); i--) yield return lines[i];
    }

    static bool Unread(Making line, Raised one) => !line.IsGroup && one.At - line.At < Glance;

    /// <summary>What opened the line of many things stays in it: a line that goes and comes again would be new a second time.</summary>
    static List<(Making From, Raised Member)> Alike(List<Making> making, Raised one) =>
        [.. Newest(making, m => one.At - m.At <= Window).Reverse().SelectMany(m => m.Members.Where(r => !m.IsCommon && !(m.IsMany && r.Id == m.Opener) && r.Cause == one.Cause && one.At - r.At <= Window).Select(r => (m, r)))];

    /// <summary>The third of a kind draws the two before it out of the list into one.</summary>
    static Making Gathered(List<(Making From, Raised Member)> alike, Raised one, List<Making> news)
    {
        foreach (var (from, member) in alike)
        {
            from.Members.Remove(member);
            if (Unread(from, one) && news.LastIndexOf(from) is var index && index >= 0) news.RemoveAt(index);
        }
        return Making.Group(one.Cause, [.. alike.Select(a => a.Member).OrderBy(r => r.At).ThenBy(r => r.Id, StringComparer.Ordinal), one]);
    }

    sealed class Making(string id, CauseKind? cause, Instant at, bool isGroup, List<Raised> members)
    {
        public string Id => id;
        public CauseKind? Cause => cause;
        public Instant At => at;
        public bool IsGroup => isGroup;
        public bool IsCommon => isGroup && cause is not null;
        public bool IsMany => isGroup && cause is null;
        public List<Raised> Members => members;
        public Instant Last { get; private set; } = members[^1].At;

        /// <summary>By whose coming it came up.</summary>
        public string Opener { get; } = members[^1].Id;

        public static Making Alone(Raised one) => new(one.Id, one.Cause, one.At, false, [one]);

        public static Making Group(CauseKind? cause, List<Raised> members) => new(
            $"{Shown.Prefix}{(cause is { } kind ? IncidentId.Word(kind) : "many")}:{members[0].At.Microseconds}", cause, members[^1].At, true, members);

        public void Take(Raised one)
        {
            Members.Add(one);
            Last = one.At;
        }
    }
}
