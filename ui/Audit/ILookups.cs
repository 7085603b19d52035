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
