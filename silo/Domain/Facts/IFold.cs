namespace SpecimenLogistics.Domain;

/// <summary>
/// A subject's state as a pure fold of its facts. The law every implementation obeys, and a property test holds it to:
/// any order and any repetition of the same facts gives an equal end state.
/// </summary>
public interface IFold<TSelf> where TSelf : class, IFold<TSelf>
{
    static abstract TSelf Start(string id);
    TSelf Apply(Recorded recorded);

    /// <summary>What others should know of this state now: the whole of it, by receiver; none to whom only what was put away concerns.</summary>
    IReadOnlyDictionary<Subject, Summary> Summaries();

    /// <summary>
    /// The same, with what was said before by the state before: where nothing has changed for somebody the very same summary stands, so that
    /// a state of many days need not say all of it anew with each fact.
    /// </summary>
    IReadOnlyDictionary<Subject, Summary> Summaries(TSelf before, IReadOnlyDictionary<Subject, Summary> said) => Summaries();

    /// <summary>Moments this state waits for.</summary>
    IReadOnlyList<Deadline> Deadlines();

    /// <summary>
    /// The same state, of what is long over only what it came to: it shows and waits for the same, and so it does after every fact that is not
    /// <see cref="IsOfThePast"/>. Itself where there is nothing to put away.
    /// </summary>
    TSelf Settled() => (TSelf)this;

    /// <summary>The fact may change what was put away: it needs a state that was folded from all facts and not settled.</summary>
    bool IsOfThePast(Recorded recorded) => false;

    /// <summary>Every fact that occurred before it is of the past; null where nothing was put away.</summary>
    Instant? PastUntil => null;
}

public static class Nothing
{
    public static readonly IReadOnlyDictionary<Subject, Summary> ToSay = new Dictionary<Subject, Summary>();
    public static readonly IReadOnlyList<Deadline> ToWaitFor = [];
}
