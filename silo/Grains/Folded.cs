using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Grains;

/// <summary>A state with everything that follows from it, made once.</summary>
/// <param name="Said">The summaries as the bytes that receivers are sent.</param>
sealed record Folded<TState>(
    TState State, long Seq, byte[] View, IReadOnlyDictionary<Subject, Summary> Summaries, IReadOnlyDictionary<Subject, byte[]> Said, IReadOnlyList<Deadline> Deadlines)
    where TState : class, IFold<TState>
{
    public static Folded<TState> Of(TState state, long seq)
    {
        var summaries = state.Summaries();
        return new Folded<TState>(state, seq, Views.Of(state), summaries, summaries.ToDictionary(s => s.Key, s => SummaryJson.Write(s.Value)), state.Deadlines());
    }

    /// <summary>After more facts; what is the very same is not written again.</summary>
    public Folded<TState> Then(TState state, long seq)
    {
        var summaries = state.Summaries(State, Summaries);
        var said = new Dictionary<Subject, byte[]>(summaries.Count);
        foreach (var (whom, words) in summaries)
            said[whom] = Summaries.TryGetValue(whom, out var before) && ReferenceEquals(before, words) ? Said[whom] : SummaryJson.Write(words);
        return new Folded<TState>(state, seq, Views.Of(state), summaries, said, state.Deadlines());
    }

    public Folded<TState> PutAway(TState settled)
    {
        var summaries = Keeping.Said(settled, Summaries);
        return this with { State = settled, Summaries = summaries, Said = summaries.Keys.ToDictionary(whom => whom, whom => Said[whom]) };
    }
}
