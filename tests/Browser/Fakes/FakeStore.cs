using System.Collections.Concurrent;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Browser.Fakes;

/// <summary>A journal and read model in memory, enough for the screens and the REST API.</summary>
public sealed class FakeStore : IJournal, IReadModel, IFeed, IStoreTakes
{
    readonly Lock gate = new();
    readonly Dictionary<string, List<JournalRow>> streams = [];
    readonly Dictionary<(string Kind, string Id), EntityRow> views = [];
    readonly List<Action<IReadOnlyList<EntityRow>>> readers = [];
    readonly HashSet<Guid> ids = [];
    long position;

    public ConcurrentDictionary<string, TubeItem[]> TubeItems { get; } = new();
    public bool Silent { get; set; }
    public bool Broken { get; set; }

    /// <summary>It can be read, and takes nothing.</summary>
    public NothingTaken? Trouble { get; set; }

    /// <summary>Stores what is new of these facts and says how many there were.</summary>
    public (int Stored, long Seq) Add(string stream, IReadOnlyList<FactEnvelope> facts, long recordedAt)
    {
        lock (gate)
        {
            if (!streams.TryGetValue(stream, out var rows)) streams[stream] = rows = [];
            var stored = 0;
            foreach (var fact in facts.Where(f => ids.Add(f.Id)))
            {
                rows.Add(new JournalRow(stream, rows.Count + 1, fact, recordedAt, System.Security.Cryptography.SHA256.HashData(fact.Payload)));
                stored++;
            }
            return (stored, rows.Count);
        }
    }

    public void Put(string kind, string id, byte[] view, long changedAt)
    {
        EntityRow row;
        lock (gate)
        {
            var seq = views.TryGetValue((kind, id), out var old) ? old.Seq + 1 : 1;
            views[(kind, id)] = row = new EntityRow(kind, id, seq, ++position, changedAt, view);
        }
        if (!Silent) foreach (var reader in readers.ToArray()) reader([row]);
    }

    public IDisposable Subscribe(Action<IReadOnlyList<EntityRow>> changed)
    {
        readers.Add(changed);
        return new Subscription(() => readers.Remove(changed));
    }

    public Task<IReadOnlyList<EntityRow>> All(string kind, CancellationToken cancel) => Rows(r => r.Kind == kind, int.MaxValue);
    public Task<IReadOnlyList<EntityRow>> Changed(string kind, long after, CancellationToken cancel) => Rows(r => r.Kind == kind && r.Position > after, int.MaxValue);
    public Task<IReadOnlyList<EntityRow>> Tail(long after, int limit, CancellationToken cancel) => Rows(r => r.Position > after, limit);

    public async Task<EntityRow?> One(string kind, string id, CancellationToken cancel) =>
        (await Rows(r => r.Kind == kind && r.Id == id, 1)).FirstOrDefault();

    public Task<IReadOnlyList<TubeItem>> FindTube(string serial, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<TubeItem>>(TubeItems.GetValueOrDefault(serial, []));

    public Task<StoreCounts> Counts(CancellationToken cancel)
    {
        lock (gate) return Task.FromResult(new StoreCounts(streams.Values.Sum(r => (long)r.Count), 0, 0, 0, 0));
    }

    public Task<IReadOnlyList<OutboxItem>> Outbox(int limit, CancellationToken cancel) => Task.FromResult<IReadOnlyList<OutboxItem>>([]);
    public Task OutboxDelivered(IReadOnlyList<OutboxItem> items, CancellationToken cancel) => Task.CompletedTask;
    public Task<IReadOnlyList<DeadlineItem>> DueDeadlines(long now, int limit, CancellationToken cancel) => Task.FromResult<IReadOnlyList<DeadlineItem>>([]);
    public Task<AppendOutcome> Append(StreamAppend append, CancellationToken cancel) => throw new NotSupportedException("only grains append");

    public Task<IReadOnlyList<JournalRow>> Read(string stream, long afterSeq, CancellationToken cancel)
    {
        lock (gate)
            return Task.FromResult<IReadOnlyList<JournalRow>>(streams.TryGetValue(stream, out var rows) ? [.. rows.Where(r => r.Seq > afterSeq)] : []);
    }

    Task<IReadOnlyList<EntityRow>> Rows(Func<EntityRow, bool> which, int limit)
    {
        if (Broken) throw new IOException("the store is away");
        lock (gate) return Task.FromResult<IReadOnlyList<EntityRow>>([.. views.Values.Where(which).OrderBy(r => r.Position).Take(limit)]);
    }

    sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
