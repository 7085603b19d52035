using System.Data.Common;
using SpecimenLogistics.Contracts;
using static SpecimenLogistics.Journal.Column;

namespace SpecimenLogistics.Journal;

/// <param name="N">The hearer's own count of what it heard, from 1, without gaps.</param>
internal readonly record struct HeardEntry(string Hearer, long N, string Device, uint Boot, long ReceivedAt, NewHeard Heard);

internal sealed class HeardFormat : RowFormat<HeardEntry>
{
    public override string Table => "heard";
    public override IReadOnlyList<Column> Columns { get; } =
    [
        Text("hearer"), Long("n"), Text("device"), Long("boot"), Long("seq"), Long("occurred_at"),
        Long("device_at"), Long("received_at"), Text("code"), Long("rssi_dbm"), Long("open"),
    ];

    public override void Bind(WriteStatement write, in HeardEntry row)
    {
        var heard = row.Heard;
        write.Add(row.Hearer).Add(row.N).Add(row.Device).Add((long)row.Boot).Add(heard.Seq).Add(heard.OccurredAt).Add(heard.DeviceAt)
            .Add(row.ReceivedAt).Add(heard.Code).Add((long)heard.RssiDbm).Add(Open(heard));
    }

    public override HeardEntry Read(DbDataReader r) => new(
        r.GetString(1), r.GetInt64(2), r.GetString(3), (uint)r.GetInt64(4), r.GetInt64(8),
        new NewHeard(r.GetInt64(5), r.GetInt64(6), r.GetInt64(7), r.GetString(9), r.GetInt32(10), r.Long(11) is { } open ? open != 0 : null));

    public override void Describe(ChainBytes bytes, in HeardEntry row)
    {
        var heard = row.Heard;
        bytes.Field(row.Hearer).Field(row.N).Field(row.Device).Field(row.Boot).Field(heard.Seq).Field(heard.OccurredAt).Field(heard.DeviceAt)
            .Field(row.ReceivedAt).Field(heard.Code).Field(heard.RssiDbm).Field(Open(heard));
    }

    static long? Open(NewHeard heard) => heard.Open is { } open ? open ? 1 : 0 : null;
}
