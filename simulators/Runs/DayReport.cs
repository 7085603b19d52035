using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SpecimenLogistics.Simulators.Fleet;

namespace SpecimenLogistics.Simulators.Runs;

/// <summary>The day's report: names and order as promised. Figures are the server's own where it knows them, otherwise the fleet's.</summary>
internal static class DayReport
{
    const double UnloadTargetSeconds = 60;
    static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    public static JsonObject Make(DayResult day)
    {
        var (setup, truth, said, status) = (day.Day.Setup, day.Day.Truth, day.Answers, day.Answers.Status);
        var transport = said.Deliveries.Where(d => d is { Closed: not null, Unloaded: not null }).Select(d => (d.Unloaded!.Value - d.Closed!.Value).TotalMinutes).ToList();
        var unload = said.Unloads.Select(u => u.Seconds).ToList();
        var gate = said.Unloads.Where(u => u.GateSeconds is not null).Select(u => u.GateSeconds!.Value).ToList();
        return new JsonObject
        {
            ["scenario"] = setup.Scenario,
            ["seed"] = setup.Seed,
            ["date"] = setup.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["speed"] = day.Speed,
            ["wall_seconds"] = Rounded(day.WallSeconds),
            ["sites"] = setup.Sites.Count(s => s.Role == "centre"),
            ["laboratories"] = setup.Sites.Count(s => s.Role == "laboratory"),
            ["vehicles"] = setup.Vehicles.Count,
            ["trips"] = setup.Trips.Count,
            ["deliveries"] = CanonicalState.Deliveries(said.Lines),
            ["deliveries_within_target"] = CanonicalState.WithinTarget(said.Lines),
            ["boxes"] = setup.Boxes.Count,
            ["boxes_unaccounted"] = CanonicalState.Unaccounted(said.Lines),
            ["tubes_packed"] = CanonicalState.Packed(said.Lines),
            ["tubes_received"] = CanonicalState.Received(said.Lines),
            ["messages_sent"] = day.Tally.Sent,
            ["messages_acknowledged"] = day.Tally.Acknowledged,
            ["facts_stored"] = status.FactsStored,
            ["telemetry_stored"] = status.TelemetryStored,
            ["duplicates_ignored"] = status.DuplicatesIgnored,
            ["late_arrivals"] = status.LateArrivals,
            ["unreadable"] = status.Unreadable,
            ["signons_refused"] = status.SignonsRefused,
            ["page_messages"] = status.PageMessages,
            ["discrepancies"] = CanonicalState.Discrepancies(said.Lines),
            ["incidents"] = said.Incidents.Count,
            ["truth_mismatches"] = day.Differences.Count,
            ["acknowledgement_ms_p50"] = Rounded(day.AcknowledgementMsP50),
            ["acknowledgement_ms_p99"] = Rounded(day.AcknowledgementMsP99),
            ["transport_minutes_p50"] = Rounded(Quantile.Of(transport, 0.5)),
            ["transport_minutes_p95"] = Rounded(Quantile.Of(transport, 0.95)),
            ["transport_minutes_max"] = Rounded(Quantile.Of(transport, 1)),
            ["unload_seconds_p50"] = Rounded(Quantile.Of(unload, 0.5)),
            ["unload_seconds_p95"] = Rounded(Quantile.Of(unload, 0.95)),
            ["unload_seconds_max"] = Rounded(Quantile.Of(unload, 1)),
            ["unload_over_60_s"] = unload.Count(s => s > UnloadTargetSeconds),
            ["gate_wait_seconds_p95"] = Rounded(Quantile.Of(gate, 0.95)),
            ["gate_wait_seconds_max"] = Rounded(Quantile.Of(gate, 1)),
            ["stock_outs"] = said.StockOuts,
            ["boxes_with_logger"] = said.Figures.Number("boxes_with_logger"),
            ["boxes_too_warm_or_cold"] = said.Figures.Number("boxes_too_warm_or_cold"),
            ["boxes_temperature_unknown"] = said.Figures.Number("boxes_temperature_unknown"),
            ["mean_kinetic_celsius_p50"] = said.Figures.Double("mean_kinetic_celsius_p50"),
            ["mean_kinetic_celsius_max"] = said.Figures.Double("mean_kinetic_celsius_max"),
            ["ledger_balanced"] = said.LedgerBalanced,
            ["chain_root"] = said.ChainRoot,
            ["state_hash"] = CanonicalState.Hash(said.Lines),
            ["expected_state_hash"] = CanonicalState.Hash(truth.CanonicalLines),
            ["faults"] = Faults(day),
            ["nodes"] = day.Nodes,
            ["days"] = new JsonArray([.. day.Days.Select(m => (JsonNode)m.Json())]),
            ["healed"] = new JsonArray([.. day.Healed.Select(h => (JsonNode)new JsonObject { ["what"] = h.What, ["seconds"] = h.Seconds })]),
            ["dispatcher"] = day.Dispatcher,
            ["orders"] = said.Orders,
            ["instructions"] = said.Instructions,
            ["instructions_obeyed"] = day.Obeyed,
            ["instructions_accepted"] = said.InstructionsAccepted,
            ["deliveries_suspended"] = CanonicalState.Suspended(said.Lines),
            ["incidents_red"] = said.IncidentsRed,
            ["incidents_expected"] = day.Incidents.Expected,
            ["incidents_raised"] = day.Incidents.Raised,
            ["incidents_missed"] = day.Incidents.Missed.Count,
            ["incidents_known_later"] = day.Incidents.KnownLater,
            ["incidents_false"] = day.Incidents.False.Count,
            ["detection_seconds_p95"] = Rounded(day.Incidents.DetectionSecondsP95),
            ["incidents_max_in_10_minutes"] = day.Incidents.MaxInTenMinutes,
            ["incidents_missed_are"] = Names(day.Incidents.Missed),
            ["incidents_false_are"] = Names(day.Incidents.False),
            ["at_risk_recall_15_min"] = Rounded(day.Foresight.RecallAt15Min),
            ["at_risk_ever_share"] = Rounded(day.Foresight.EverShare),
            ["eta_error_minutes_p90_at_20_min"] = Rounded(day.Foresight.EtaErrorP90),
            ["eta_error_minutes_p50_at_20_min"] = Rounded(day.Foresight.EtaErrorP50),
            ["eta_errors_worst"] = Names(day.Foresight.Worst),
            ["eta_samples_at_20_min"] = day.Foresight.EtaSamples,
            ["time_tolerance_seconds"] = day.Tolerance.TotalSeconds,
            ["behind_seconds_max"] = Rounded(day.Tally.BehindSecondsMax),
            ["connections_lost"] = day.Tally.ConnectionsLost,
            ["messages_retried"] = day.Tally.Retries,
            ["deliveries_late"] = Names(CanonicalState.Late(said.Lines).Order(StringComparer.Ordinal)),
            ["deliveries_late_predicted"] = Names(truth.PredictedLate.Order(StringComparer.Ordinal)),
            ["boxes_touched"] = Names(day.BoxesTouched),
            ["boxes_touched_predicted"] = Names(truth.TouchedBoxes.Order(StringComparer.Ordinal)),
            ["failures"] = Names(day.Failures),
            ["exit_code"] = day.ExitCode,
        };
    }

    public static void Write(JsonObject report, string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
        File.WriteAllText(path, report.ToJsonString(s_indented) + "\n");
    }

    static JsonArray Names(IEnumerable<string> names) => [.. names.Select(n => (JsonNode)n)];

    static JsonObject Faults(DayResult day)
    {
        var faults = new JsonObject();
        foreach (var (name, count) in day.FaultCounts.OrderBy(f => f.Key, StringComparer.Ordinal)) faults[name] = count;
        return faults;
    }

    static double? Rounded(double? value) => value is { } v ? Math.Round(v, 3) : null;
}
