using System.Collections.Concurrent;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Grains;

/// <summary>
/// The newest rows of some kinds, as they are pushed after each commit, decoded only when somebody looks: reading every view twice a
/// second cost a fast replay its pace. Push may lose rows, so now and then all that changed is read as well.
/// </summary>
sealed class ViewMirror(IReadModel store, IFeed feed, TimeProvider real, params SubjectKind[] kinds)
{
    static readonly TimeSpan ReadAgain = TimeSpan.FromSeconds(20);

    readonly ConcurrentDictionary<(string Kind, string Id), EntityRow> rows = [];
    readonly Dictionary<(string Kind, string Id), (long Position, object View)> decoded = [];
    readonly HashSet<string> held = [.. kinds.Select(Subject.Word)];
    readonly List<RowsOf> changed = [.. kinds.Select(k => new RowsOf(store, k))];
    IDisposable? pushed;
    long readAt;

    public async Task CatchUp(CancellationToken cancel)
    {
        pushed ??= feed.Subscribe(Take);
        if (readAt != 0 && real.GetElapsedTime(readAt) < ReadAgain) return;
        foreach (var kind in changed) await kind.Read(Take, cancel);
        readAt = real.GetTimestamp();
    }

    public IReadOnlyList<T> All<T>(SubjectKind kind) where T : class
    {
        var (word, views) = (Subject.Word(kind), new List<T>());
        foreach (var (key, row) in rows)
        {
            if (key.Kind != word || row.View.Length == 0) continue;
            if (!decoded.TryGetValue(key, out var before) || before.Position != row.Position) decoded[key] = before = (row.Position, ViewJson.Read<T>(row.View));
            views.Add((T)before.View);
        }
        return views;
    }

    void Take(IReadOnlyList<EntityRow> pushed)
    {
        foreach (var row in pushed)
            if (held.Contains(row.Kind)) Take(row);
    }

    void Take(EntityRow row) => rows.AddOrUpdate((row.Kind, row.Id), row, (_, old) => row.Position > old.Position ? row : old);
}
