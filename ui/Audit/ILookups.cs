using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Audit;

/// <summary>Who looked up whose evidence, and who took it away. Nothing is shown before its look-up is recorded.</summary>
public interface ILookups
{
    Task Record(Lookup what, CancellationToken cancel);

    /// <summary>The newest first.</summary>
    Task<IReadOnlyList<Lookup>> Newest(int limit, CancellationToken cancel);
}

public enum LookupKind { Looked, Exported, RootAsked }

/// <param name="Who">A staff id, or <c>run</c> where the run's token stands for everybody at a desk.</param>
/// <param name="About"><c>box/BX-0001</c>, <c>tube/T1</c>, or a root's 64 digits.</param>
public sealed record Lookup(Instant At, string Who, LookupKind Kind, string About);

/// <summary>The newest of this process, at most <see cref="Most"/>: an installation that must keep them has another.</summary>
public sealed class MemoryLookups : ILookups
{
    public const int Most = 10_000;
    readonly Lock gate = new();
    readonly Queue<Lookup> kept = new();

    public Task Record(Lookup what, CancellationToken cancel)
    {
        lock (gate)
        {
            if (kept.Count == Most) kept.Dequeue();
            kept.Enqueue(what);
        }
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<Lookup>> Newest(int limit, CancellationToken cancel)
    {
        lock (gate) return Task.FromResult<IReadOnlyList<Lookup>>([.. kept.Reverse().Take(limit)]);
    }
}
