using System.Globalization;

namespace SpecimenLogistics.Simulators.Verbs;

/// <summary>A day in figures, for people who tune it.</summary>
internal static class DayTable
{
    public static IEnumerable<string> Lines(Day day, TimeSpan offset)
    {
        var (setup, truth) = (day.Setup, day.Truth);
        yield return Line("scenario, seed", $"{setup.Scenario} {setup.Seed}, {setup.Starts:HH:mm}-{setup.Ends:HH:mm} UTC");
        yield return Line("trips", $"{setup.Trips.Count}: " + string.Join(", ", setup.Trips.GroupBy(t => t.Kind).Select(g => $"{g.Count()} {g.Key}")));
        yield return Line("deliveries", $"{truth.Deliveries.Count}, late {truth.PredictedLate.Count} {string.Join(' ', truth.PredictedLate.Order())}");
        foreach (var group in Transports(day)) yield return Line($"minutes, target {group.Key}", Spread(group, "F1"));
        yield return Line("smallest margin, min", truth.Deliveries.Where(d => d.Unloaded is not null).Min(d => (d.Target - d.Unloaded!.Value).TotalMinutes).ToString("F1", CultureInfo.InvariantCulture));
        yield return Line("closed after plan, min", Spread(Late(day, offset), "F1"));
        yield return Line("gate wait, s", Spread(truth.Unloads.Select(u => (u.From - u.GateArrival).TotalSeconds), "F0"));
        yield return Line("unload, s", Spread(UnloadSeconds(day), "F1") + $", over 60: {UnloadSeconds(day).Count(s => s > 60)}");
        yield return Line("boxes a delivery", Spread(truth.Deliveries.Select(d => (double)d.Boxes.Count), "F0"));
        yield return Line("tubes", $"{truth.TubesPacked} packed, {truth.TubesReceived} received");
        yield return Line("boxes", $"{setup.Boxes.Count}, used {truth.Deliveries.SelectMany(d => d.Boxes).Distinct().Count()}, cycles {Cycles(day)}, end {Places(day)}");
        yield return Line("stock-outs", $"{truth.StockOuts}");
        yield return Line("emissions", $"{day.Emissions.Count}: " + string.Join(", ", day.Emissions.GroupBy(Kind).OrderByDescending(g => g.Count()).Select(g => $"{g.Count()} {g.Key}")));
        yield return Line("last movement", $"{day.Emissions.Where(e => e is ScanEmission).Max(e => e.At):HH:mm:ss} UTC");
        yield return Line("faults", string.Join(", ", truth.FaultCounts.Select(f => $"{f.Value} {f.Key}")) + $"; touched {string.Join(' ', truth.TouchedBoxes.Order())}");
    }

    public static string OneLine(Day day)
    {
        var all = day.Truth.Deliveries.Where(d => d.Unloaded is not null).Select(d => (d.Unloaded!.Value - d.Closed).TotalMinutes);
        return $"seed {day.Setup.Seed,3}: late {day.Truth.PredictedLate.Count}, over 60 s {UnloadSeconds(day).Count(s => s > 60)}, stock-outs {day.Truth.StockOuts}, "
            + $"tubes {day.Truth.TubesPacked}/{day.Truth.TubesReceived}, minutes {Spread(all, "F0")}, unload {Spread(UnloadSeconds(day), "F0")}, "
            + $"gate {Spread(day.Truth.Unloads.Select(u => (u.From - u.GateArrival).TotalSeconds), "F0")}, emissions {day.Emissions.Count}, end {Places(day)}";
    }

    static IEnumerable<IGrouping<int, double>> Transports(Day day) =>
        day.Truth.Deliveries.Where(d => d.Unloaded is not null).GroupBy(d => (int)(d.Target - d.Closed).TotalMinutes, d => (d.Unloaded!.Value - d.Closed).TotalMinutes);

    static IEnumerable<double> UnloadSeconds(Day day) => day.Truth.Unloads.Select(u => (u.To - u.From).TotalSeconds);

    static IEnumerable<double> Late(Day day, TimeSpan offset)
    {
        var plan = day.Setup.Sites.SelectMany(s => s.Sessions.Select(x => (s.Id, x.Number, x.Closes))).ToDictionary(x => (x.Id, x.Number), x => x.Closes);
        return day.Truth.Deliveries.Select(d => (d.Closed.ToOffset(offset).TimeOfDay - plan[(d.Site, d.Session)].ToTimeSpan()).TotalMinutes);
    }

    static string Spread(IEnumerable<double> values, string format)
    {
        var sorted = values.Order().ToArray();
        string At(double share) => sorted[(int)Math.Min(sorted.Length - 1, Math.Floor(share * sorted.Length))].ToString(format, CultureInfo.InvariantCulture);
        return sorted.Length == 0 ? "none" : $"p50 {At(0.5)}, p95 {At(0.95)}, max {At(1)}";
    }

    static string Cycles(Day day) =>
        string.Join(", ", Boxes(day).GroupBy(l => l[2]).OrderBy(g => g.Key).Select(g => $"{g.Count()} in {g.Key}"));

    static string Places(Day day) => string.Join(", ", Boxes(day).GroupBy(l => l[1]).Select(g => g.MaxBy(l => l[2])!)
        .GroupBy(l => l[3]).OrderByDescending(g => g.Count()).Select(g => $"{g.Count()} {g.Key}"));

    static IEnumerable<string[]> Boxes(Day day) => day.Truth.CanonicalLines.Where(l => l.StartsWith("box|", StringComparison.Ordinal)).Select(l => l.Split('|'));

    static string Kind(Emission emission) => emission switch
    {
        PositionEmission => "position",
        HeardEmission heard => heard.Device.Contains("-D", StringComparison.Ordinal) ? "dock heard" : heard.Beacons[0].Beacon.StartsWith("B-BX", StringComparison.Ordinal) ? "box heard" : "site heard",
        SealsEmission => "seals",
        TemperatureEmission => "temperature",
        ScanEmission { Scans: [var scan, ..] } => scan.Act,
        _ => "?",
    };

    static string Line(string what, string value) => what.PadRight(24) + value;
}
