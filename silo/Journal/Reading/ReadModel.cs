using System.Data.Common;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Journal;

internal sealed class ReadModel(IWriter writer, ReaderPool readers, Dialect dialect) : IReadModel
{
    const string Views = "SELECT kind, id, seq, position, changed_at, view FROM entity_state";

    /// <summary>No key begins with a kind written so: few views have changed since, and looked up by their kind all there are of it would be read.</summary>
    internal const string ChangedSql = Views + " WHERE kind || '' = $1 AND position > $2 ORDER BY position";

    public Task<IReadOnlyList<EntityRow>> All(string kind, CancellationToken cancel) =>
        Rows(Views + " WHERE kind = $1 ORDER BY id", View, cancel, kind);

    public Task<IReadOnlyList<EntityRow>> Changed(string kind, long afterPosition, CancellationToken cancel) => Rows(ChangedSql, View, cancel, kind, afterPosition);

    public Task<EntityRow?> One(string kind, string id, CancellationToken cancel) =>
        readers.Read(r => r.First(Views + " WHERE kind = $1 AND id = $2", View, kind, id), cancel);

    public Task<IReadOnlyList<EntityRow>> Tail(long afterPosition, int limit, CancellationToken cancel) =>
        Rows(Views + " WHERE position > $1 ORDER BY position LIMIT $2", View, cancel, afterPosition, limit);

    public Task<IReadOnlyList<TubeItem>> FindTube(string serial, CancellationToken cancel) => Rows(
        "SELECT serial, box, at, fact, taken_out FROM tube WHERE serial = $1 ORDER BY at, box",
        r => new TubeItem(r.GetString(0), r.GetString(1), r.GetInt64(2), new Guid((byte[])r[3], bigEndian: true), r.GetInt64(4) != 0), cancel, serial);

    public Task<IReadOnlyList<OutboxItem>> Outbox(int limit, CancellationToken cancel) => Rows(
        "SELECT sender, receiver, version, payload FROM outbox ORDER BY queued LIMIT $1",
        r => writer.Followed(new OutboxItem(r.GetString(0), r.GetString(1), r.GetInt64(2), (byte[])r[3])), cancel, limit);

    public Task OutboxDelivered(IReadOnlyList<OutboxItem> items, CancellationToken cancel) =>
        items.Count == 0 ? Task.CompletedTask : writer.Do(new DeliveredWork(items), cancel);

    public Task<IReadOnlyList<DeadlineItem>> DueDeadlines(long now, int limit, CancellationToken cancel) => Rows(
        "SELECT stream, kind, due_at FROM deadline WHERE due_at <= $1 ORDER BY due_at LIMIT $2",
        r => new DeadlineItem(r.GetString(0), r.GetString(1), r.GetInt64(2)), cancel, now, limit);

    public async Task<StoreCounts> Counts(CancellationToken cancel)
    {
        var (outbox, deadlines) = await readers.Read(
            r => (r.Number("SELECT COUNT(*) FROM outbox"), r.Number("SELECT COUNT(*) FROM deadline")), cancel).ConfigureAwait(false);
        var tally = dialect.IsShared ? await readers.Read(StoreTally.Read, cancel).ConfigureAwait(false) : writer.Tally;
        return new StoreCounts(tally.Facts, tally.Telemetry, tally.Unreadable, outbox, deadlines);
    }

    static EntityRow View(DbDataReader r) =>
        new(r.GetString(0), r.GetString(1), r.GetInt64(2), r.GetInt64(3), r.GetInt64(4), (byte[])r[5]);

    async Task<IReadOnlyList<T>> Rows<T>(string sql, Func<DbDataReader, T> map, CancellationToken cancel, params object?[] values) =>
        await readers.Read(r => r.Query(sql, map, values), cancel).ConfigureAwait(false);
}

internal sealed class DeliveredWork(IReadOnlyList<OutboxItem> items) : Work<bool>
{
    public override int Rows => items.Count;

    public override void Stage(Tables tables)
    {
        foreach (var item in items) tables.Outbox.Delivered(item);
        Answer = true;
    }
}
