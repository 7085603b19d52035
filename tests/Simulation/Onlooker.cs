using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Simulation;

/// <summary>Screens, reduced to their rule: pushed for speed, read on for truth, and a view only gives way to a later one.</summary>
sealed class Onlooker
{
    readonly Dictionary<(string, string), EntityRow> views = [];
    long position;

    public IReadOnlyCollection<EntityRow> Views => views.Values;

    public void Pushed(IReadOnlyList<EntityRow> rows)
    {
        foreach (var row in rows) Take(row);
    }

    public async Task Tail(IReadModel store)
    {
        while (true)
        {
            var rows = await store.Tail(position, 50, CancellationToken.None);
            foreach (var row in rows) Take(row);
            if (rows.Count > 0) position = rows[^1].Position;
            if (rows.Count < 50) return;
        }
    }

    void Take(EntityRow row)
    {
        if (!views.TryGetValue((row.Kind, row.Id), out var known) || row.Seq >= known.Seq && row.Position >= known.Position) views[(row.Kind, row.Id)] = row;
    }
}
