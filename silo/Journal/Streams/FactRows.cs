using System.Data.Common;
using SpecimenLogistics.Contracts;
using static SpecimenLogistics.Journal.Column;

namespace SpecimenLogistics.Journal;

/// <param name="Salt">Null, like the payload, once destroyed under a retention rule.</param>
internal readonly record struct StoredFact(JournalRow Row, byte[]? Salt, byte[] PayloadDigest);

/// <summary>A fact as columns, written and read in one place.</summary>
internal static class FactRows
{
    public static readonly IReadOnlyList<Column> Columns =
    [
        Text("stream"), Long("seq"), Column.Bytes("fact_id"), Text("kind"), Long("occurred_at"), Text("device"), Long("boot"), Long("dseq"),
        Long("item"), Long("device_at"), Long("received_at"), Long("recorded_at"), Long("uncertainty"), Text("actor"),
        Text("second_actor"), Column.Bytes("corrects"), Column.Bytes("salt"), Column.Bytes("payload"), Column.Bytes("payload_digest"), Column.Bytes("hash"),
    ];

    public static readonly Insert Insert = new("fact", Columns);
    public static readonly string Select = $"SELECT {string.Join(", ", Columns)} FROM fact";

    public static void Bind(WriteStatement write, in StoredFact stored)
    {
        var (row, fact) = (stored.Row, stored.Row.Fact);
        write
            .Add(row.Stream).Add(row.Seq).Add(Bytes(fact.Id)).Add(fact.Kind).Add(fact.OccurredAt)
            .Add(fact.Device).Add((long)fact.Boot).Add(fact.Seq).Add((long)fact.Item).Add(fact.DeviceAt)
            .Add(fact.ReceivedAt).Add(row.RecordedAt).Add(fact.UncertaintyMicroseconds)
            .Add(fact.Actor).Add(fact.SecondActor).Add(fact.Corrects is { } id ? Bytes(id) : null)
            .Add(stored.Salt).Add(fact.Payload).Add(stored.PayloadDigest).Add(row.Hash)
            .EndRow();
    }

    public static StoredFact Read(DbDataReader r)
    {
        var fact = new FactEnvelope
        {
            Id = Id((byte[])r[2]), Kind = r.GetString(3), OccurredAt = r.GetInt64(4),
            Device = r.GetString(5), Boot = (uint)r.GetInt64(6), Seq = r.GetInt64(7), Item = r.GetInt32(8), DeviceAt = r.Long(9),
            ReceivedAt = r.GetInt64(10), UncertaintyMicroseconds = r.GetInt64(12),
            Actor = r.Text(13), SecondActor = r.Text(14), Corrects = r.Bytes(15) is { } corrects ? Id(corrects) : null,
            Payload = r.Bytes(17) ?? [],
        };
        return new StoredFact(new JournalRow(r.GetString(0), r.GetInt64(1), fact, r.GetInt64(11), (byte[])r[19]), r.Bytes(16), (byte[])r[18]);
    }

    public static byte[] Bytes(Guid id) => id.ToByteArray(bigEndian: true);
    static Guid Id(byte[] bytes) => new(bytes, bigEndian: true);
}
