using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Journal;

internal sealed class UnreadableStore(IWriter writer, ReaderPool readers) : IUnreadable
{
    static readonly UnreadableFormat Format = new();
    static readonly string Select = $"SELECT id, {string.Join(", ", Format.Columns)} FROM unreadable ORDER BY id DESC LIMIT $1";

    public Task Keep(UnreadableItem item, CancellationToken cancel) => writer.Do(new UnreadableWork(item), cancel);

    public async Task<IReadOnlyList<UnreadableItem>> Newest(int limit, CancellationToken cancel) =>
        await readers.Read(r => r.Query(Select, row => Format.Read(row).Item, limit), cancel).ConfigureAwait(false);
}

internal sealed class UnreadableWork(UnreadableItem item) : Work<bool>
{
    readonly byte[] _salt = System.Security.Cryptography.RandomNumberGenerator.GetBytes(Salts.Size);

    public override void Stage(Tables tables)
    {
        Answer = true;
        var kept = item with { Topic = tables.Session.Holdable(item.Topic), Reason = tables.Session.Holdable(item.Reason) };
        if (item.Again && tables.UnreadableBefore.Has(kept)) return;
        tables.Unreadable.Add(new UnreadableEntry(kept, tables.RecordedAt, _salt, PayloadDigest.Of(_salt, item.Payload)));
        tables.UnreadableBefore.Add(kept);
    }
}
