using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Ingest;

/// <summary>Keeps the directory up to date: pushed rows for speed, the tail for truth. The start waits for the first full read.</summary>
public sealed class DirectoryLoop(
    Directory directory, DirectoryReader reader, IFeed feed, IngestCounters counters, IOptions<IngestOptions> options, TimeProvider time,
    ILogger<DirectoryLoop> log) : BackgroundService
{
    readonly Channel<EntityRow> pushed = Channel.CreateBounded<EntityRow>(4_096);

    public override async Task StartAsync(CancellationToken cancel)
    {
        await reader.Read(directory.Apply, cancel);
        await base.StartAsync(cancel);
    }

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var subscription = feed.Subscribe(Push);
        await Task.WhenAll(FollowFeed(stop), FollowTail(stop));
    }

    void Push(IReadOnlyList<EntityRow> rows)
    {
        foreach (var row in rows)
            if (DirectoryReader.Kinds.Contains(row.Kind) && !pushed.Writer.TryWrite(row)) counters.Count(Tally.FeedRowsLost);
    }

    async Task FollowFeed(CancellationToken stop)
    {
        try
        {
            await foreach (var row in pushed.Reader.ReadAllAsync(stop)) directory.Apply(row);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
    }

    async Task FollowTail(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(options.Value.DirectoryTail, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                try { await reader.Read(directory.Apply, stop); }
                catch (Exception error) when (!stop.IsCancellationRequested)
                {
                    log.LogWarning(error, "The directory could not be read; the next try is in {Period}", options.Value.DirectoryTail);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
    }
}
