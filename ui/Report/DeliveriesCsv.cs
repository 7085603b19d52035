using System.Globalization;
using System.Text;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>The deliveries that a report counted, one a line.</summary>
static class DeliveriesCsv
{
    public static string Of(IReadOnlyList<DeliveryLine> lines, ZonedTimes times)
    {
        var table = new StringBuilder(CsvText.Row(
            "delivery", "date", "site", "district", "wave", "laboratory", $"closed ({times.Zone})", $"target ({times.Zone})", $"unloaded ({times.Zone})", "within_target", "proven", "transport_minutes", "minutes_to_target",
            "carrier", "boxes", "otif", "faults", "temperature_unknown"));
        foreach (var l in lines)
            table.Append(CsvText.Row(
                l.Id.Value, l.Id.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), l.Id.Site.Value, l.District, l.Id.Session.ToString(CultureInfo.InvariantCulture), l.Laboratory?.Value,
                Time(l.Closed), Time(l.TargetAt), l.UnloadedAt is { } at ? Time(at) : "", Word(l.WithinTarget), Word(l.Proven), Minutes(l.TransportMinutes), Minutes(l.MinutesToTarget),
                l.Carrier?.Value, string.Join(' ', l.Boxes.Select(b => b.Value)), Kebab.Of(l.Otif), string.Join(' ', l.Faults.Select(f => Kebab.Of(f))), Word(l.TemperatureUnknown)));
        return table.ToString();

        string Time(Instant at) => times.Iso(at);
    }

    static string Word(bool? said) => said switch { true => "yes", false => "no", null => "" };

    static string Minutes(double? minutes) => minutes?.ToString("0.###", CultureInfo.InvariantCulture) ?? "";
}
