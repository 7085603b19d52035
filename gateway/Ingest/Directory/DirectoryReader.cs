using Microsoft.Extensions.Options;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Ingest;

/// <summary>Reads what changed in the read model since the last time; one reader at a time.</summary>
public sealed class DirectoryReader(IReadModel readModel, IOptions<IngestOptions> options, TimeProvider time)
{
    public static readonly IReadOnlySet<string> Kinds = new HashSet<string> { "device", "site", "vehicle", "box" };

    const int Page = 1_000;
    readonly SemaphoreSlim one = new(1, 1);
    long position = -1;
    long readAt;

    /// <summary>Reads on, but not when somebody did less than a moment ago.</summary>
    public async Task Refresh(Action<EntityRow> apply, CancellationToken cancel)
    {
        var asked = time.GetTimestamp();
        await one.WaitAsync(cancel);
        try
        {
            // Whoever waited behind a read that began after the question has the answer already.
            if (readAt > asked || position >= 0 && time.GetElapsedTime(readAt) < options.Value.DirectoryRefresh) return;
            await ReadOn(apply, cancel);
        }
        finally { one.Release(); }
    }

    /// <summary>Everything at first, then what changed.</summary>
    public async Task Read(Action<EntityRow> apply, CancellationToken cancel)
    {
        await one.WaitAsync(cancel);
        try { await ReadOn(apply, cancel); }
        finally { one.Release(); }
    }

    async Task ReadOn(Action<EntityRow> apply, CancellationToken cancel)
    {
        readAt = time.GetTimestamp();
        if (position < 0) await ReadAll(apply, cancel);
        while (true)
        {
            var rows = await readModel.Tail(position, Page, cancel);
            foreach (var row in rows) apply(row);
            if (rows.Count > 0) position = rows[^1].Position;
            if (rows.Count < Page) return;
        }
    }

    async Task ReadAll(Action<EntityRow> apply, CancellationToken cancel)
    {
        // The tail starts where the first kind's newest row stood: what changed while the others were read comes again.
        var from = 0L;
        foreach (var kind in Kinds)
        {
            var rows = await readModel.All(kind, cancel);
            if (kind == Kinds.First()) from = rows.Count == 0 ? 0 : rows.Max(row => row.Position);
            foreach (var row in rows) apply(row);
        }
        position = from;
    }
}
