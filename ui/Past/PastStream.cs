using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Past;

/// <summary>
/// One subject's facts in the order in which they count, and its state now and then along them, so that a jump folds a few facts
/// and not the day. Used by one reader at a time.
/// </summary>
sealed class PastStream
{
    /// <summary>A state is kept after each so many facts.</summary>
    const int Stride = 32;

    readonly Subject subject;
    readonly (Instant At, Recorded Fact)[] facts;
    readonly Folded?[] kept;
    (int Count, byte[] View)? last;

    PastStream(Subject subject, (Instant, Recorded)[] facts)
    {
        (this.subject, this.facts) = (subject, facts);
        kept = new Folded?[facts.Length / Stride + 1];
    }

    /// <summary>As it was known: facts count from when they were recorded. As it is known now: from when they happened.</summary>
    public static PastStream Of(Subject subject, IReadOnlyList<(Instant RecordedAt, Recorded Fact)> rows, bool knownNow) =>
        new(subject, [.. rows.Select(r => (knownNow ? r.Fact.Stamp.OccurredAt : r.RecordedAt, r.Fact)).OrderBy(r => r.Item1)]);

    /// <summary>What is said of the subject at that moment; empty when nothing is.</summary>
    public (int Count, byte[] View) At(Instant moment)
    {
        var count = CountUntil(moment);
        if (last?.Count != count) last = (count, count == 0 ? [] : StateAfter(count).View());
        return last.Value;
    }

    int CountUntil(Instant moment)
    {
        var (low, high) = (0, facts.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (facts[middle].At <= moment) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    Folded StateAfter(int count)
    {
        var mark = count / Stride;
        while (mark > 0 && kept[mark] is null) mark--;
        var state = kept[mark] ??= Folded.Start(subject);
        for (var i = mark * Stride; i < count; i++)
        {
            state = state.Apply(facts[i].Fact);
            if ((i + 1) % Stride == 0) kept[(i + 1) / Stride] = state;
        }
        return state;
    }
}
