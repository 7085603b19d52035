using System.Collections.Concurrent;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Ui;

/// <summary>
/// The newest view of everything, by kind and id. A row that is not newer changes nothing, so push and tail may
/// overlap and cross. A view is decoded when somebody first looks at it.
/// </summary>
public sealed class ViewCache
{
    readonly ConcurrentDictionary<string, ConcurrentDictionary<string, Entry>> kinds = new(StringComparer.Ordinal);
    long highest;

    /// <summary>The highest position of the store seen so far.</summary>
    public long Position => Interlocked.Read(ref highest);

    /// <summary>True when the row was newer than what stood here.</summary>
    public bool Apply(EntityRow row)
    {
        var applied = ViewKinds.IsHeld(row.Kind) && Replace(kinds.GetOrAdd(row.Kind, _ => new(StringComparer.Ordinal)), row);
        long seen;
        while (row.Position > (seen = Interlocked.Read(ref highest)) && Interlocked.CompareExchange(ref highest, row.Position, seen) != seen) { }
        return applied;
    }

    public IReadOnlyList<T> All<T>() =>
        kinds.TryGetValue(ViewKinds.Of<T>(), out var rows) ? [.. rows.Values.Where(e => e.Says).Select(e => e.View<T>())] : [];

    public T? One<T>(string id) where T : class =>
        kinds.TryGetValue(ViewKinds.Of<T>(), out var rows) && rows.TryGetValue(id, out var entry) && entry.Says ? entry.View<T>() : null;

    /// <summary>Every id of a kind that anything was said of.</summary>
    public IReadOnlyList<string> Ids(string kind) => kinds.TryGetValue(kind, out var rows) ? [.. rows.Keys] : [];

    static bool Replace(ConcurrentDictionary<string, Entry> rows, EntityRow row)
    {
        var entry = new Entry(row);
        while (true)
        {
            if (!rows.TryGetValue(row.Id, out var old))
            {
                if (rows.TryAdd(row.Id, entry)) return true;
            }
            else if (!IsNewer(row, old.Row)) return false;
            else if (rows.TryUpdate(row.Id, entry, old)) return true;
        }
    }

    static bool IsNewer(EntityRow row, EntityRow old) =>
        row.Seq > old.Seq || (row.Seq == old.Seq && row.Position > old.Position);

    sealed class Entry(EntityRow row)
    {
        object? view;
        public EntityRow Row => row;

        /// <summary>A subject that has only been spoken to, and knows nothing of itself yet, has no view.</summary>
        public bool Says => row.View.Length > 0;
        public T View<T>() => (T)(view ??= ViewJson.Read<T>(row.View)!);
    }
}
