using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Journal;

/// <summary>
/// Brings what other processes committed to this one's listeners. Positions are in the order of commits, since writers take turns: who reads
/// on from the last one misses nothing, whatever machine died in between. Our own rows come a second time, and are not newer.
/// </summary>
internal sealed class FeedTail(IReadModel store, ReaderPool readers, Feed feed, TimeProvider real, ILogger<FeedTail> log) : BackgroundService
{
    const int Page = 1000;
    static readonly TimeSpan s_rest = TimeSpan.FromMilliseconds(200), s_longest = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        var (position, failures) = (-1L, 0);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                position = position < 0 ? await Newest(stop) : await ReadOn(position, stop);
                failures = 0;
            }
            catch (Exception error) when (!stop.IsCancellationRequested)
            {
                // Told once an outage: whoever shows something says by itself that it is not live.
                if (failures++ == 0) log.LogWarning(error, "what other processes write cannot be read; it is tried again until it can");
            }
            try { await Task.Delay(failures == 0 ? s_rest : s_longest, real, stop); }
            catch (OperationCanceledException) { return; }
        }
    }

    /// <summary>Listeners read all there is when they begin; from here on they are told.</summary>
    Task<long> Newest(CancellationToken stop) => readers.Read(r => r.Number("SELECT MAX(position) FROM entity_state"), stop);

    async Task<long> ReadOn(long position, CancellationToken stop)
    {
        while (true)
        {
            var rows = await store.Tail(position, Page, stop);
            feed.Publish(rows);
            if (rows.Count > 0) position = rows[^1].Position;
            if (rows.Count < Page) return position;
        }
    }
}
