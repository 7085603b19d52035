using System.Data.Common;
using SpecimenLogistics.Contracts;
using static SpecimenLogistics.Journal.Column;

namespace SpecimenLogistics.Journal;

internal readonly record struct TemperatureEntry(string Hearer, string Device, uint Boot, long ReceivedAt, NewTemperature Reading);

internal sealed class TemperatureFormat : RowFormat<TemperatureEntry>
{
    public override string Table => "temperature";
    public override IReadOnlyList<Column> Columns { get; } =
    [
        Text("hearer"), Text("device"), Long("boot"), Long("seq"),
        Long("occurred_at"), Long("device_at"), Long("received_at"), Real("celsius"),
    ];

    public override void Bind(WriteStatement write, in TemperatureEntry row)
    {
        var reading = row.Reading;
        write.Add(row.Hearer).Add(row.Device).Add((long)row.Boot).Add(reading.Seq).Add(reading.OccurredAt).Add(reading.DeviceAt)
            .Add(row.ReceivedAt).Add(reading.Celsius);
    }

    public override TemperatureEntry Read(DbDataReader r) => new(
        r.GetString(1), r.GetString(2), (uint)r.GetInt64(3), r.GetInt64(7),
        new NewTemperature(r.GetInt64(4), r.GetInt64(5), r.GetInt64(6), r.GetDouble(8)));

    public override void Describe(ChainBytes bytes, in TemperatureEntry row)
    {
        var reading = row.Reading;
        bytes.Field(row.Hearer).Field(row.Device).Field(row.Boot).Field(reading.Seq).Field(reading.OccurredAt).Field(reading.DeviceAt)
            .Field(row.ReceivedAt).Field(reading.Celsius);
    }
}
