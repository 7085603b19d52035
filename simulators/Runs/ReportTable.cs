using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>The day's report for a reader: groups of figures, two columns.</summary>
internal static class ReportTable
{
    static readonly (string Title, string[] Names)[] s_groups =
    [
        ("Day", ["scenario", "seed", "date", "speed", "wall_seconds", "nodes", "sites", "laboratories", "vehicles", "trips"]),
        ("Deliveries", ["deliveries", "deliveries_within_target", "transport_minutes_p50", "transport_minutes_p95", "transport_minutes_max",
            "unload_seconds_p50", "unload_seconds_p95", "unload_seconds_max", "unload_over_60_s", "gate_wait_seconds_p95", "gate_wait_seconds_max"]),
        ("Boxes and tubes", ["boxes", "boxes_unaccounted", "tubes_packed", "tubes_received", "discrepancies", "incidents", "incidents_red", "stock_outs", "ledger_balanced"]),
        ("Incidents", ["incidents_expected", "incidents_raised", "incidents_missed", "incidents_false", "detection_seconds_p95", "incidents_max_in_10_minutes",
            "at_risk_recall_15_min", "at_risk_ever_share", "eta_error_minutes_p90_at_20_min"]),
        ("Messages", ["messages_sent", "messages_acknowledged", "facts_stored", "telemetry_stored", "duplicates_ignored", "late_arrivals", "unreadable",
            "signons_refused", "acknowledgement_ms_p50", "acknowledgement_ms_p99", "behind_seconds_max", "connections_lost"]),
        ("Truth", ["truth_mismatches", "chain_root", "state_hash", "expected_state_hash", "time_tolerance_seconds"]),
    ];

    public static string Make(JsonObject report)
    {
        var table = new StringBuilder();
        foreach (var (title, names) in s_groups)
        {
            table.AppendLine().AppendLine(title);
            foreach (var name in names) Row(table, name, report[name]);
            if (title == "Day")
                foreach (var (name, count) in report["faults"]!.AsObject()) Row(table, "fault " + name, count);
        }
        return table.ToString();
    }

    static void Row(StringBuilder table, string name, JsonNode? value) =>
        table.Append(CultureInfo.InvariantCulture, $"  {name.Replace('_', ' '),-32}{(value is null ? "-" : value.ToString())}").AppendLine();
}
