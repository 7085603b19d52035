namespace SpecimenLogistics.Domain;

/// <summary>
/// Of a box's life to everybody what concerns him and no more: otherwise all who ever had it would hear of every step it takes, all over again,
/// and a programme of many days would be told more every day.
/// </summary>
public static class Concerned
{
    /// <param name="cycles">The latest last.</param>
    /// <param name="from">Whom only cycles before this one concern has been told, and nothing that happens now changes what.</param>
    public static Dictionary<Subject, Summary> All(BoxId box, IReadOnlyList<CycleSummary> cycles, int from = 0)
    {
        var whom = from == 0 ? null : cycles.Skip(from).SelectMany(Of).ToHashSet();
        return Of(cycles, whom).ToDictionary(c => c.Key, c => Words(box, c.Key, cycles, c.Value));
    }

    /// <summary>As <see cref="All"/>, with what was said of the cycles as they were before: anew to whom a cycle concerns that is not the very same.</summary>
    public static Dictionary<Subject, Summary> After(BoxId box, IReadOnlyList<CycleSummary> before, IReadOnlyDictionary<Subject, Summary> said, IReadOnlyList<CycleSummary> cycles)
    {
        var touched = Touched(before, cycles);
        var after = new Dictionary<Subject, Summary>(said.Count);
        foreach (var (whom, words) in said)
            if (words is BoxSummary && !touched.Contains(whom)) after[whom] = words;
        foreach (var (whom, concern) in Of(cycles, touched)) after[whom] = Words(box, whom, cycles, concern);
        return after;
    }

    /// <summary>Whom a changed cycle concerns, or concerned, or one beside it: they are told whom it came from and went to.</summary>
    static HashSet<Subject> Touched(IReadOnlyList<CycleSummary> before, IReadOnlyList<CycleSummary> cycles)
    {
        var touched = new HashSet<Subject>();
        for (var n = 0; n < Math.Max(before.Count, cycles.Count); n++)
        {
            // A new last one touches the one that was the last before.
            var isSame = n < before.Count && n < cycles.Count && ReferenceEquals(before[n], cycles[n]);
            for (var near = n - 1; !isSame && near <= n + 1; near++)
            {
                if (near >= 0 && near < before.Count) touched.UnionWith(Of(before[near]));
                if (near >= 0 && near < cycles.Count) touched.UnionWith(Of(cycles[near]));
            }
        }
        return touched;
    }

    static Summary Words(BoxId box, Subject whom, IReadOnlyList<CycleSummary> cycles, HashSet<int> concern) => new BoxSummary(box, [.. To(whom, cycles, concern)]);

    /// <summary>Which cycles concern whom; of certain people, or of all.</summary>
    static Dictionary<Subject, HashSet<int>> Of(IReadOnlyList<CycleSummary> cycles, HashSet<Subject>? some)
    {
        var concerns = new Dictionary<Subject, HashSet<int>>();
        for (var n = 0; n < cycles.Count; n++)
            foreach (var subject in Of(cycles[n]))
            {
                if (some?.Contains(subject) == false) continue;
                if (!concerns.TryGetValue(subject, out var known)) concerns[subject] = known = [];
                known.Add(n);
            }
        return concerns;
    }

    static IEnumerable<Subject> Of(CycleSummary cycle)
    {
        foreach (var span in cycle.Spans) yield return span.Holder.Subject;
        if (cycle.Centre is { } centre) yield return centre.Subject;
        if (cycle.Dock is { } dock) yield return Subject.Of(dock);
    }

    static IEnumerable<CycleSummary> To(Subject whom, IReadOnlyList<CycleSummary> cycles, HashSet<int> concern)
    {
        for (var n = 0; n < cycles.Count; n++)
        {
            if (concern.Contains(n)) yield return IsPassing(whom, cycles[n], n == cycles.Count - 1) ? Passing(whom, cycles[n]) : cycles[n];
            // Whom he had it from, and that somebody else has it since.
            else if (cycles[n].Spans.Count > 0 && (concern.Contains(n - 1) || concern.Contains(n + 1))) yield return Edges(cycles[n], concern.Contains(n - 1), concern.Contains(n + 1));
        }
    }

    /// <summary>A warehouse or laboratory that has it no more keeps nothing but the account.</summary>
    static bool IsPassing(Subject whom, CycleSummary cycle, bool isLast) =>
        whom.Kind == SubjectKind.Site && cycle.Centre?.Subject != whom && !(isLast && cycle.Spans[^1].Holder.Subject == whom);

    static CycleSummary Passing(Subject whom, CycleSummary cycle)
    {
        bool Is(int n) => n >= 0 && n < cycle.Spans.Count && cycle.Spans[n].Holder.Subject == whom;
        return Bare(cycle, [.. cycle.Spans.Where((_, n) => Is(n - 1) || Is(n) || Is(n + 1))]);
    }

    static CycleSummary Edges(CycleSummary cycle, bool first, bool last) => Bare(cycle, (first, last) switch
    {
        (true, true) when cycle.Spans.Count > 1 => [cycle.Spans[0], cycle.Spans[^1]],
        (true, _) => [cycle.Spans[0]],
        _ => [cycle.Spans[^1]],
    });

    // What is left away says nothing: no centre, so that it is nobody's specimens.
    static CycleSummary Bare(CycleSummary cycle, IReadOnlyList<Span> spans) =>
        new(cycle.Cycle, BoxPlace.WarehouseClean, null, 0, 0, null, null, null, null, null, null, null, null, spans, [], TimeSpan.Zero);
}
