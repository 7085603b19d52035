using System.Globalization;
using System.Text;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui.Audit;

/// <summary>The facts about a box or tube in order of happening, for reading.</summary>
static class TimelineCsv
{
    public static string Of(AuditRecord record, ZonedTimes times)
    {
        var table = new StringBuilder(CsvText.Row(
            "stream", "no", "kind", "says", $"occurred ({times.Zone})", "uncertain_s", $"received ({times.Zone})", $"recorded ({times.Zone})", "late_s", "device", "actor", "second_actor", "corrects", "hash"));
        var numbers = record.Streams.SelectMany(s => s.Facts).ToDictionary(f => f.Row.Fact.Id, f => f.Row.Seq);
        foreach (var fact in record.Shown)
        {
            var (row, f) = (fact.Row, fact.Row.Fact);
            var (occurred, recorded) = (new Instant(f.OccurredAt), new Instant(row.RecordedAt));
            // What holds from the beginning has no time of day.
            var timed = f.OccurredAt != 0;
            table.Append(CsvText.Row(
                row.Stream, Text(row.Seq), f.Kind, fact.Entry is { } entry ? FactText.Of(entry.Fact) : fact.Destroyed ? "(destroyed)" : "(cannot be read)", timed ? times.Iso(occurred) : "", Seconds(f.UncertaintyMicroseconds),
                times.Iso(new Instant(f.ReceivedAt)), times.Iso(recorded), timed ? Seconds(row.RecordedAt - f.OccurredAt) : "", f.Device, f.Actor, f.SecondActor,
                f.Corrects is { } id && numbers.TryGetValue(id, out var corrected) ? Text(corrected) : "", Convert.ToHexStringLower(row.Hash)));
        }
        return table.ToString();
    }

    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
    static string Seconds(long microseconds) => (microseconds / 1e6).ToString("0.###", CultureInfo.InvariantCulture);
}
