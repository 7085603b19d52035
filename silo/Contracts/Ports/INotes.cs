namespace SpecimenLogistics.Contracts;

/// <summary>Small texts that all processes of a store have in common and that are no custody: the programme's clock, keys of cookies.</summary>
public interface INotes
{
    Task<string?> Read(string name, CancellationToken cancel);

    /// <summary>All whose name begins so.</summary>
    Task<IReadOnlyList<string>> ReadAll(string prefix, CancellationToken cancel);

    /// <summary>Replaces it, on disk when the call completes; who waits for a change is woken.</summary>
    Task Write(string name, string text, CancellationToken cancel);

    /// <summary>Completes when some note was written, or after <paramref name="atMost"/>.</summary>
    Task AwaitChange(TimeSpan atMost, CancellationToken cancel);
}
