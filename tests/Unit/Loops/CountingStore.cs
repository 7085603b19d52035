using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Unit.Loops;

/// <summary>Views in memory, and how many of them were handed out.</summary>
sealed class CountingStore : IReadModel
{
    readonly Dictionary<(string, string), EntityRow> rows = [];
    long position;

    public int HandedOut { get; private set; }

    public void Put<T>(SubjectKind kind, string id, T view) => Put(kind, id, ViewJson.Write(view));

    public void Put(SubjectKind kind, string id, byte[] view) => rows[(Subject.Word(kind), id)] = new(Subject.Word(kind), id, 1, ++position, 0, view);

    public Task<IReadOnlyList<EntityRow>> All(string kind, CancellationToken cancel) => Given(rows.Values.Where(r => r.Kind == kind).OrderBy(r => r.Id, StringComparer.Ordinal));
    public Task<IReadOnlyList<EntityRow>> Changed(string kind, long after, CancellationToken cancel) => Given(rows.Values.Where(r => r.Kind == kind && r.Position > after).OrderBy(r => r.Position));

    Task<IReadOnlyList<EntityRow>> Given(IEnumerable<EntityRow> found)
    {
        EntityRow[] given = [.. found];
        HandedOut += given.Length;
        return Task.FromResult<IReadOnlyList<EntityRow>>(given);
    }

    public Task<StoreCounts> Counts(CancellationToken cancel) => Task.FromResult(new StoreCounts(0, 0, 0, 0, 0));
    public Task<EntityRow?> One(string kind, string id, CancellationToken cancel) => throw new NotSupportedException();
    public Task<IReadOnlyList<EntityRow>> Tail(long afterPosition, int limit, CancellationToken cancel) => throw new NotSupportedException();
    public Task<IReadOnlyList<TubeItem>> FindTube(string serial, CancellationToken cancel) => throw new NotSupportedException();
    public Task<IReadOnlyList<OutboxItem>> Outbox(int limit, CancellationToken cancel) => throw new NotSupportedException();
    public Task OutboxDelivered(IReadOnlyList<OutboxItem> items, CancellationToken cancel) => throw new NotSupportedException();
    public Task<IReadOnlyList<DeadlineItem>> DueDeadlines(long now, int limit, CancellationToken cancel) => throw new NotSupportedException();
}
