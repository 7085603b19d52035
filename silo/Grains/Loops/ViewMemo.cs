using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Grains;

/// <summary>All views of a kind in the order of their ids, reading and decoding only those that changed since the last look.</summary>
sealed class ViewMemo<T>(IReadModel store, SubjectKind kind) where T : class
{
    readonly RowsOf rows = new(store, kind);
    readonly SemaphoreSlim turn = new(1);
    readonly SortedList<string, T> known = new(StringComparer.Ordinal);
    IReadOnlyList<T> views = [];

    public async Task<IReadOnlyList<T>> Read(CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            if (await rows.Read(Take, cancel)) views = [.. known.Values];
            return views;
        }
        finally { turn.Release(); }
    }

    void Take(EntityRow row)
    {
        if (row.View.Length == 0) known.Remove(row.Id);
        else known[row.Id] = ViewJson.Read<T>(row.View);
    }
}
