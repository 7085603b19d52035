using Microsoft.Extensions.Logging;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Journal;

internal sealed class Feed(ILogger<Feed> log) : IFeed
{
    readonly Lock _lock = new();
    Action<IReadOnlyList<EntityRow>>[] _subscribers = [];

    public IDisposable Subscribe(Action<IReadOnlyList<EntityRow>> changed)
    {
        Action<IReadOnlyList<EntityRow>> own = rows => changed(rows);
        lock (_lock) _subscribers = [.. _subscribers, own];
        return new Subscription(() => { lock (_lock) _subscribers = [.. _subscribers.Where(s => s != own)]; });
    }

    /// <summary>On the writer's thread, after the commit. A listener's error is its own: it hears the next commit again.</summary>
    public void Publish(IReadOnlyList<EntityRow> changed)
    {
        if (changed.Count == 0) return;
        foreach (var subscriber in Volatile.Read(ref _subscribers))
        {
            try { subscriber(changed); }
            catch (Exception e) { log.LogError(e, "a listener to the feed failed on {Count} views", changed.Count); }
        }
    }

    sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
