using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Grains;

/// <summary>
/// The rows of a kind that changed since the last look, at the first look all: a store of many days has many, and few of them are today's.
/// Positions are in the order of commits, on both stores, so that none can turn up behind the last one read, whoever wrote it and however
/// long ago the last look was.
/// </summary>
sealed class RowsOf(IReadModel store, SubjectKind kind)
{
    readonly string word = Subject.Word(kind);
    long? position;

    /// <param name="take">Where it fails, the same rows come again at the next look.</param>
    /// <returns>false when nothing has changed.</returns>
    public async Task<bool> Read(Action<EntityRow> take, CancellationToken cancel)
    {
        var rows = position is { } after ? await store.Changed(word, after, cancel) : await store.All(word, cancel);
        foreach (var row in rows) take(row);
        position = rows.Select(r => r.Position).Append(position ?? 0).Max();
        return rows.Count > 0;
    }
}
