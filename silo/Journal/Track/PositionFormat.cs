using System.Data.Common;
using SpecimenLogistics.Contracts;
using static SpecimenLogistics.Journal.Column;

namespace SpecimenLogistics.Journal;

internal readonly record struct PositionEntry(string Hearer, string Device, uint Boot, long ReceivedAt, NewPosition Fix);

internal sealed class PositionFormat : RowFormat<PositionEntry>
{
    public override string Table => "position";
    public override IReadOnlyList<Column> Columns { get; } =
    [
        Text("hearer"), Text("device"), Long("boot"), Long("seq"), Long("occurred_at"), Long("device_at"),
        Long("received_at"), Real("lat_deg"), Real("lon_deg"), Real("speed_kmh"), Real("heading_deg"), Real("accuracy_m"),
    ];

    public override void Bind(WriteStatement write, in PositionEntry row)
    {
        var fix = row.Fix;
        write.Add(row.Hearer).Add(row.Device).Add((long)row.Boot).Add(fix.Seq).Add(fix.OccurredAt).Add(fix.DeviceAt).Add(row.ReceivedAt)
            .Add(fix.LatDeg).Add(fix.LonDeg).Add(fix.SpeedKmh).Add(fix.HeadingDeg).Add(fix.AccuracyM);
    }

    public override PositionEntry Read(DbDataReader r) => new(
        r.GetString(1), r.GetString(2), (uint)r.GetInt64(3), r.GetInt64(7),
        new NewPosition(r.GetInt64(4), r.GetInt64(5), r.GetInt64(6), r.GetDouble(8), r.GetDouble(9), r.GetDouble(10), r.GetDouble(11), r.GetDouble(12)));

    public override void Describe(ChainBytes bytes, in PositionEntry row)
    {
        var fix = row.Fix;
        bytes.Field(row.Hearer).Field(row.Device).Field(row.Boot).Field(fix.Seq).Field(fix.OccurredAt).Field(fix.DeviceAt).Field(row.ReceivedAt)
            .Field(fix.LatDeg).Field(fix.LonDeg).Field(fix.SpeedKmh).Field(fix.HeadingDeg).Field(fix.AccuracyM);
    }
}
