namespace SpecimenLogistics.Domain;

/// <summary>
/// A subject's state as a pure fold of its facts. The law every implementation obeys, and a property test holds it to:
/// any order and any repetition of the same facts gives an equal end state.
/// </summary>
public interface IFold<TSelf> where TSelf : class, IFold<TSelf>
{
    static abstract TSelf Start(string id);
    TSelf Apply(Recorded recorded);

    /// <summary>What others should know of this state now: the whole of it, by receiver.</summary>
    IReadOnlyDictionary<Subject, Summary> Summaries();

    /// <summary>Moments this state waits for.</summary>
    IReadOnlyList<Deadline> Deadlines();
}

public static class Nothing
{
    public static readonly IReadOnlyDictionary<Subject, Summary> ToSay = new Dictionary<Subject, Summary>();
    public static readonly IReadOnlyList<Deadline> ToWaitFor = [];
}
