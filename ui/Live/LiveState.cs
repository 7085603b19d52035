using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Ui;

/// <summary>
/// What the screens and the REST API read: every view, kept current by push and, because push may lose rows, by the
/// read model's tail. Changes are told in bundles, about four a second.
/// </summary>
public sealed class LiveState(IReadModel readModel, IFeed feed, TimeProvider clock, ILogger<LiveState> log) : BackgroundService
{
    public static readonly TimeSpan AnnounceEvery = TimeSpan.FromMilliseconds(250);
    public static readonly TimeSpan TailEvery = TimeSpan.FromSeconds(2);
    public static readonly TimeSpan StaleAfter = TimeSpan.FromSeconds(10);

    readonly ViewCache views = new();
    readonly TailOverlap overlap = new(TimeSpan.FromSeconds(10));
    readonly TaskCompletionSource loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    long unannounced, lastTail, newestChange, underWay;

    public ViewCache Views => views;

    public ProgrammeView? Programme => views.One<ProgrammeView>(Domain.Subject.Programme.Id);

    /// <summary>The one operating zone, an IANA name.</summary>
    public string Zone => Programme?.Zone ?? "Asia/Hong_Kong";

    /// <summary>Completes when every view there was at the start has been read.</summary>
    public Task Loaded => loaded.Task;
    public bool Ready => loaded.Task.IsCompletedSuccessfully;

    /// <summary>The store answered within <see cref="StaleAfter"/>: what stands here may be shown as live.</summary>
    public bool Fresh => Ready && Quiet < StaleAfter;

    /// <summary>Since the store last answered, real time.</summary>
    public TimeSpan Quiet => Ready ? clock.GetElapsedTime(Interlocked.Read(ref lastTail)) : TimeSpan.Zero;

    /// <summary>Since a view last changed, real time.</summary>
    public TimeSpan Age => Interlocked.Read(ref newestChange) is not 0 and var at ? clock.GetElapsedTime(at) : TimeSpan.Zero;

    /// <summary>Views that changed and have not been announced to the screens.</summary>
    public long Unannounced => Interlocked.Read(ref unannounced);

    /// <summary>How what is taken in is followed to the pages.</summary>
    internal ScreensTrace Trace { get; } = new();

    /// <summary>Something changed since the last call. Handlers must be quick and must not throw.</summary>
    public event Action? Changed;

    /// <summary>Reads everything the store committed before this call; the answer that follows is then no older than the question.</summary>
    public async Task CatchUp(CancellationToken cancel)
    {
        await Loaded.WaitAsync(TimeSpan.FromSeconds(30), clock, cancel);
        await Tail(views.Position, cancel);
    }

    /// <summary>How many views the store has that the screens had not when asked, up to a thousand; takes them in.</summary>
    public async Task<int> Behind(CancellationToken cancel)
    {
        var rows = await readModel.Tail(views.Position, 1000, cancel);
        Take(rows);
        return rows.Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var pushed = feed.Subscribe(Take);
        await Retrying("read the views", LoadAll, stop);
        loaded.TrySetResult();
        await Task.WhenAll(TailLoop(stop), AnnounceLoop(stop));
    }

    async Task LoadAll(CancellationToken stop)
    {
        foreach (var kind in ViewKinds.Held) Take(await readModel.All(kind, stop));
        Interlocked.Exchange(ref lastTail, clock.GetTimestamp());
    }

    async Task TailLoop(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TailEvery, clock);
        while (await timer.WaitForNextTickAsync(stop))
        {
            await Retrying("read the tail", async cancel =>
            {
                await Tail(overlap.From(clock.GetTimestamp(), views.Position, clock), cancel);
                Interlocked.Exchange(ref underWay, (await readModel.Counts(cancel)).Outbox);
            }, stop);
            Interlocked.Exchange(ref lastTail, clock.GetTimestamp());
        }
    }

    /// <summary>Summaries under way between subjects, as of the last look: views lag by what they will say.</summary>
    public long UnderWay => Interlocked.Read(ref underWay);

    async Task AnnounceLoop(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(AnnounceEvery, clock);
        while (await timer.WaitForNextTickAsync(stop))
            if (Interlocked.Exchange(ref unannounced, 0) > 0) Changed?.Invoke();
    }

    async Task Tail(long after, CancellationToken cancel)
    {
        const int Limit = 1000;
        IReadOnlyList<EntityRow> rows;
        do
        {
            rows = await readModel.Tail(after, Limit, cancel);
            Take(rows);
            if (rows.Count > 0) after = rows[^1].Position;
        }
        while (rows.Count == Limit);
    }

    void Take(IReadOnlyList<EntityRow> rows)
    {
        using var span = Trace.Apply(rows.Count);
        foreach (var row in rows)
        {
            if (!views.Apply(row)) continue;
            Interlocked.Increment(ref unannounced);
            Interlocked.Exchange(ref newestChange, clock.GetTimestamp());
        }
    }

    /// <summary>The store may not be there yet, or be away for a while: the page says so, and this goes on asking.</summary>
    async Task Retrying(string what, Func<CancellationToken, Task> work, CancellationToken stop)
    {
        for (var failures = 0; ; failures++)
        {
            try
            {
                await work(stop);
                if (failures > 0) log.LogInformation("Could {What} again after {Failures} failures", what, failures);
                return;
            }
            catch (Exception error) when (!stop.IsCancellationRequested)
            {
                // Told once an outage: the page says the rest.
                if (failures == 0) log.LogWarning(error, "Could not {What}; asking again each second", what);
                await Task.Delay(TimeSpan.FromSeconds(1), clock, stop);
            }
        }
    }
}
