using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Grains;

/// <summary>All views of a kind, decoding only those that changed since the last look.</summary>
sealed class ViewMemo<T>(IReadModel store, SubjectKind kind) where T : class
{
    readonly Dictionary<string, (long Position, T View)> known = [];

    public async Task<IReadOnlyList<T>> Read(CancellationToken cancel)
    {
        var views = new List<T>();
        foreach (var row in await store.All(Subject.Word(kind), cancel))
        {
            if (row.View.Length == 0) continue;
            if (!known.TryGetValue(row.Id, out var before) || before.Position != row.Position) known[row.Id] = before = (row.Position, ViewJson.Read<T>(row.View));
            views.Add(before.View);
        }
        return views;
    }
}
