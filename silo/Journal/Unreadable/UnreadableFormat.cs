using System.Data.Common;
using SpecimenLogistics.Contracts;
using static SpecimenLogistics.Journal.Column;

namespace SpecimenLogistics.Journal;

/// <param name="Salt">Null, like the payload, where somebody destroyed it who says nothing of it: after their days whole rows go.</param>
internal readonly record struct UnreadableEntry(UnreadableItem Item, long RecordedAt, byte[]? Salt, byte[] PayloadDigest);

internal sealed class UnreadableFormat : RowFormat<UnreadableEntry>
{
    public override string Table => "unreadable";
    public override IReadOnlyList<Column> Columns { get; } =
    [
        Text("device"), Text("topic"), Text("reason"), Long("received_at"),
        Long("recorded_at"), Bytes("salt"), Bytes("payload"), Bytes("payload_digest"),
    ];

    public override void Bind(WriteStatement write, in UnreadableEntry row)
    {
        var item = row.Item;
        write.Add(item.Device).Add(item.Topic).Add(item.Reason).Add(item.ReceivedAt).Add(row.RecordedAt)
            .Add(row.Salt).Add(item.Payload).Add(row.PayloadDigest);
    }

    public override UnreadableEntry Read(DbDataReader r) => new(
        new UnreadableItem(r.GetString(1), r.GetString(2), r.Bytes(7) ?? [], r.GetString(3), r.GetInt64(4)),
        r.GetInt64(5), r.Bytes(6), (byte[])r[8]);

    public override void Describe(ChainBytes bytes, in UnreadableEntry row)
    {
        var item = row.Item;
        bytes.Field(item.Device).Field(item.Topic).Field(item.Reason).Field(item.ReceivedAt).Field(row.RecordedAt).Field(row.PayloadDigest);
    }

    public override string? Fault(in UnreadableEntry row, DbDataReader r) =>
        row.Salt is null || !PayloadDigest.Of(row.Salt, row.Item.Payload).AsSpan().SequenceEqual(row.PayloadDigest) ? "the payload is not what was stored" : null;
}
