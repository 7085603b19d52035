using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Grains;

/// <summary>A state with everything that follows from it, made once.</summary>
sealed record Folded<TState>(TState State, long Seq, byte[] View, IReadOnlyDictionary<Subject, byte[]> Said, IReadOnlyList<Deadline> Deadlines)
    where TState : class, IFold<TState>
{
    public static Folded<TState> Of(TState state, long seq) => new(
        state, seq, Views.Of(state), state.Summaries().ToDictionary(s => s.Key, s => SummaryJson.Write(s.Value)), state.Deadlines());
}
