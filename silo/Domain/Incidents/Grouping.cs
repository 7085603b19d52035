namespace SpecimenLogistics.Domain;

/// <summary>What the rule of grouping looks at.</summary>
/// <param name="Id">The incident's own id.</param>
/// <param name="Raised">When the desk was told.</param>
public sealed record Raised(string Id, CauseKind Cause, Instant At);

/// <summary>One thing to show: an incident alone, or many that are one.</summary>
/// <param name="Cause">What all members share; null for many things at once.</param>
/// <param name="Members">In the order in which they were raised; one for an incident alone.</param>
public sealed record Shown(string Id, CauseKind? Cause, Instant At, IReadOnlyList<Raised> Members)
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

    /// <summary>No more than this many new things to read within any <see cref="Window"/>.</summary>
    public const int Most = 10;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>What to show, in the order in which it came to be shown.</summary>
    public static IReadOnlyList<Shown> Of(IEnumerable<Raised> raised)
    {
        var open = new List<Making>();
        foreach (var one in raised.OrderBy(r => r.At).ThenBy(r => r.Id, StringComparer.Ordinal))
        {
            if (open.LastOrDefault(m => m.IsGroup && m.Cause == one.Cause && one.At - m.Last <= Window) is { } same) same.Take(one);
            else if (Alike(open, one) is { Count: >= Common - 1 } alike && New(open, one) - Freed(alike, one) < Most - 1) open.Add(Gathered(alike, one));
            else if (New(open, one) < Most - 1) open.Add(Making.Alone(one));
            else if (open.LastOrDefault(m => m.IsMany && one.At - m.Last <= Window) is { } many) many.Take(one);
            else open.Add(Making.Group(null, [one]));
        }
        return [.. open.Where(m => m.Members.Count > 0).Select(m => new Shown(m.Id, m.Cause, m.At, m.Members))];
    }

    /// <summary>How many new things the reader has had within the window, beside the one that takes in the rest: there is never a second of those.</summary>
    static int New(List<Making> open, Raised one) => open.Count(m => !m.IsMany && m.Members.Count > 0 && one.At - m.At < Window);

    /// <summary>How many of them gathering would take off the list; what is drawn from many of several kinds frees nothing.</summary>
    static int Freed(List<(Making From, Raised Member)> alike, Raised one) => alike.Count(a => !a.From.IsGroup && one.At - a.From.At < Window);

    static List<(Making From, Raised Member)> Alike(List<Making> open, Raised one) =>
        [.. open.Where(m => one.At - m.At <= Window).SelectMany(m => m.Members.Where(r => !m.IsCommon && r.Cause == one.Cause && one.At - r.At <= Window).Select(r => (m, r)))];

    /// <summary>The fifth of a kind draws the four before it out of the list into one.</summary>
    static Making Gathered(List<(Making From, Raised Member)> alike, Raised one)
    {
        foreach (var (from, member) in alike) from.Members.Remove(member);
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
