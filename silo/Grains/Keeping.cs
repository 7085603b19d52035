using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Grains;

/// <summary>
/// What a subject's grain keeps of its facts in memory: of what is long over only what it came to, so that a subject of many days costs
/// what its last ones do. Whoever speaks late of what was put away is heard all the same, by a state that is folded anew from all facts.
/// </summary>
public static class Keeping
{
    /// <summary>The fact needs a whole state. Of an older one than what was put away nobody remembers whether it was told before.</summary>
    public static bool IsLate<TState>(TState state, Recorded fact) where TState : class, IFold<TState> =>
        state.PastUntil is { } until && (fact.Stamp.OccurredAt < until || state.IsOfThePast(fact));

    /// <summary>Folded in the order in which they were stored, putting away on the way.</summary>
    public static TState Fold<TState>(string id, IReadOnlyList<Recorded> facts) where TState : class, IFold<TState>
    {
        var state = TState.Start(id);
        foreach (var fact in facts)
        {
            if (IsLate(state, fact)) return Whole<TState>(id, facts);
            state = state.Apply(fact).Settled();
        }
        return state;
    }

    /// <summary>Of what was said that which may still change: a state of many days would else remember what it told everybody it ever met.</summary>
    public static IReadOnlyDictionary<Subject, Summary> Said<TState>(TState settled, IReadOnlyDictionary<Subject, Summary> said) where TState : class, IFold<TState>
    {
        var told = settled.Summaries();
        return said.Where(s => told.ContainsKey(s.Key)).ToDictionary();
    }

    public static TState Whole<TState>(string id, IReadOnlyList<Recorded> facts) where TState : class, IFold<TState> =>
        facts.Aggregate(TState.Start(id), (state, fact) => state.Apply(fact));
}
