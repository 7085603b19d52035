using System.Diagnostics;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Journal;

/// <summary>
/// Which commit a summary in the outbox came from, where that is followed: in memory, of the newest ones, for the process that committed. The
/// outbox itself has no column for it: what a table holds must be worth keeping.
/// </summary>
internal sealed class OutboxTraces
{
    public const int Most = 4096;

    readonly Lock _gate = new();
    readonly Dictionary<(string, string, long), ActivityContext> _commits = [];
    readonly Queue<(string, string, long)> _oldestFirst = new();

    public void Remember(IReadOnlyList<OutboxItem> items, ActivityContext commit)
    {
        lock (_gate)
        {
            foreach (var item in items)
            {
                if (!_commits.TryAdd(KeyOf(item), commit)) continue;
                _oldestFirst.Enqueue(KeyOf(item));
                if (_oldestFirst.Count > Most) _commits.Remove(_oldestFirst.Dequeue());
            }
        }
    }

    public OutboxItem Followed(OutboxItem item)
    {
        lock (_gate) return _commits.Count > 0 && _commits.TryGetValue(KeyOf(item), out var commit) ? item with { Trace = commit } : item;
    }

    static (string, string, long) KeyOf(OutboxItem item) => (item.Sender, item.Receiver, item.Version);
}
