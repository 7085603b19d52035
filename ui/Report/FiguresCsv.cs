using System.Globalization;
using System.Text;

namespace SpecimenLogistics.Ui;

/// <summary>A report's figures as a table: what part of the report, of whom, which figure, its value and its unit.</summary>
static class FiguresCsv
{
    public static readonly IReadOnlyList<string> Columns = ["part", "of", "figure", "value", "unit"];

    public static string Of(ReportFigures report, ZonedTimes times)
    {
        var table = new StringBuilder(CsvText.Row([.. Columns]));
        foreach (var (part, of, figure, value, unit) in Rows(report, times)) table.Append(CsvText.Row(part, of, figure, value, unit));
        return table.ToString();
    }

    static IEnumerable<(string, string, string, string, string)> Rows(ReportFigures r, ZonedTimes times)
    {
        yield return ("report", "", "date", r.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "programme", "");
        yield return ("report", "", $"as_of ({times.Zone})", times.Iso(r.AsOf), "");
        yield return ("report", "", "simulated", r.Programme?.Simulated == true ? "yes" : "no", "");
        foreach (var (part, counts) in new[] { ("deliveries", (IReadOnlyList<DeliveryCount>)[r.Deliveries]), ("deliveries-by-site", r.BySite), ("deliveries-by-laboratory", r.ByLaboratory), ("deliveries-by-wave", r.ByWave) })
            foreach (var row in counts.SelectMany(c => Counts(part, c))) yield return row;
        foreach (var row in Spreads("transport", r.TransportMinutes, "min").Concat(Spreads("unload", r.UnloadSeconds, "s")).Concat(Spreads("gate", r.GateSeconds, "s"))) yield return row;
        yield return ("unload", "", "over_60_s", Text(r.SlowUnloads.Count), "unloads");
        foreach (var row in Alarms(r.Foretold).Concat(Incidents(r.Incidents)).Concat(r.ByCause.SelectMany(Incidents)).Concat(Boxes(r.Boxes)).Concat(Fleet(r.Fleet))) yield return row;
        yield return ("ledger", "", "balanced", r.LedgerBalanced ? "yes" : "no", "");
    }

    static IEnumerable<(string, string, string, string, string)> Counts(string part, DeliveryCount c) =>
    [
        (part, c.Key, "deliveries", Text(c.All), "deliveries"), (part, c.Key, "judged", Text(c.Judged), "deliveries"), (part, c.Key, "within_target", Text(c.WithinTarget), "deliveries"),
        (part, c.Key, "within_target_share", Text(c.WithinTargetPercent), "percent of judged"), (part, c.Key, "late", Text(c.Late), "deliveries"), (part, c.Key, "not_proven", Text(c.NotProven), "deliveries"),
        (part, c.Key, "otif_judged", Text(c.OtifJudged), "deliveries"), (part, c.Key, "otif", Text(c.Otif), "deliveries"), (part, c.Key, "otif_share", Text(c.OtifPercent), "percent of judged"),
        .. Figures(part, c.Key, "transport", c.TransportMinutes, "min"),
    ];

    static IEnumerable<(string, string, string, string, string)> Spreads(string part, Spread spread, string unit) =>
    [
        .. Figures(part, "", part, spread.All, unit), .. spread.ByLaboratory.SelectMany(l => Figures(part + "-by-laboratory", l.Key, part, l.Figures, unit)),
        .. spread.ByHour.SelectMany(h => Figures(part + "-by-hour", h.Hour.ToString("00", CultureInfo.InvariantCulture), part, h.Figures, unit)),
    ];

    static IEnumerable<(string, string, string, string, string)> Alarms(Foretold f) =>
    [
        ("foretold", "", "alarms", Text(f.Alarms), "deliveries"), ("foretold", "", "came_true", Text(f.CameTrue), "deliveries"), ("foretold", "", "came_in_time", Text(f.CameInTime), "deliveries"),
        ("foretold", "", "undecided", Text(f.Undecided), "deliveries"), ("foretold", "", "late_foretold", Text(f.LateForetold), "deliveries"), ("foretold", "", "late_unforetold", Text(f.LateUnforetold), "deliveries"),
        .. Figures("foretold", "", "ahead", f.MinutesAhead, "min"),
    ];

    static IEnumerable<(string, string, string, string, string)> Incidents(IncidentCount c) =>
    [
        ("incidents", c.Cause, "raised", Text(c.Raised), "incidents"), ("incidents", c.Cause, "red", Text(c.Red), "incidents"), ("incidents", c.Cause, "over_when_heard", Text(c.OverWhenHeard), "incidents"),
        ("incidents", c.Cause, "acknowledged", Text(c.Acknowledged), "incidents"), ("incidents", c.Cause, "resolved", Text(c.Resolved), "incidents"), ("incidents", c.Cause, "withdrawn", Text(c.Withdrawn), "incidents"),
        ("incidents", c.Cause, "open", Text(c.Open), "incidents"), .. Figures("incidents", c.Cause, "acknowledge", c.MinutesToAcknowledge, "min"),
    ];

    static IEnumerable<(string, string, string, string, string)> Boxes(BoxFigures b) =>
    [
        ("boxes", "", "boxes", Text(b.Boxes), "boxes"), ("boxes", "", "unaccounted", Text(b.Unaccounted.Count), "boxes"), ("boxes", "", "written_off", Text(b.WrittenOff.Count), "boxes"), ("boxes", "", "held", Text(b.Held.Count), "boxes"),
        ("tubes", "", "packed", Text(b.TubesPacked), "tubes"), ("tubes", "", "received", Text(b.TubesReceived), "tubes"),
        .. b.Discrepancies.Select(d => ("discrepancies", d.Key, "cycles", Text(d.Value.Count), "cycles")),
        ("temperature", "", "with_logger", Text(b.WithLogger), "cycles"), ("temperature", "", "too_warm_or_cold", Text(b.TooWarmOrCold.Count), "cycles"), ("temperature", "", "unknown", Text(b.TemperatureUnknown), "cycles"),
        .. Figures("temperature", "", "mean_kinetic", b.MeanKineticCelsius, "celsius"),
    ];

    static IEnumerable<(string, string, string, string, string)> Fleet(FleetFigures f) =>
    [
        ("fleet", "", "sites", Text(f.Sites), "centres"), ("fleet", "", "laboratories", Text(f.Laboratories), "laboratories"), ("fleet", "", "vehicles", Text(f.Vehicles), "vehicles"), ("fleet", "", "driven", Text(f.Driven), "vehicles"),
        ("fleet", "", "trips", Text(f.AllTrips), "trips"), .. f.Trips.Select(t => ("fleet", t.Key, "trips", Text(t.Value), "trips")), ("fleet", "", "orders", Text(f.Orders), "orders"),
        ("stock", "", "stock_outs", Text(f.AllStockOuts), "times, whole programme"), .. f.StockOuts.Select(s => ("stock", s.Key, "stock_outs", Text(s.Value), "times, whole programme")),
    ];

    static IEnumerable<(string, string, string, string, string)> Figures(string part, string of, string name, Percentiles p, string unit) =>
        [(part, of, name + "_count", Text(p.Count), ""), (part, of, name + "_p50", Text(p.P50), unit), (part, of, name + "_p95", Text(p.P95), unit), (part, of, name + "_max", Text(p.Max), unit)];

    static string Text(long count) => count.ToString(CultureInfo.InvariantCulture);
    static string Text(double? figure) => figure?.ToString(CultureInfo.InvariantCulture) ?? "";
}
