using System.Text.Json.Serialization;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>The day's figures as the server knows them, under the names of the day's report.</summary>
public sealed record DayReport
{
    public required string? Scenario { get; init; }
    public required int? Seed { get; init; }
    public required DateOnly? Date { get; init; }
    public required int Sites { get; init; }
    public required int Laboratories { get; init; }
    public required int Vehicles { get; init; }
    public required int Trips { get; init; }
    public required int Deliveries { get; init; }
    public required int DeliveriesWithinTarget { get; init; }
    public required int Boxes { get; init; }
    public required int BoxesUnaccounted { get; init; }
    public required long TubesPacked { get; init; }
    public required long TubesReceived { get; init; }
    public required IReadOnlyDictionary<string, int> Discrepancies { get; init; }
    public required IReadOnlyDictionary<string, int> Incidents { get; init; }
    public required int IncidentsRed { get; init; }
    public required double? TransportMinutesP50 { get; init; }
    public required double? TransportMinutesP95 { get; init; }
    public required double? TransportMinutesMax { get; init; }
    public required double? UnloadSecondsP50 { get; init; }
    public required double? UnloadSecondsP95 { get; init; }
    public required double? UnloadSecondsMax { get; init; }
    [JsonPropertyName("unload_over_60_s")]
    public required int UnloadOver60S { get; init; }
    public required double? GateWaitSecondsP95 { get; init; }
    public required double? GateWaitSecondsMax { get; init; }
    public required int StockOuts { get; init; }
    /// <summary>Cycles that were sealed with a logger that spoke; of all others nobody knows.</summary>
    public required int BoxesWithLogger { get; init; }
    public required int BoxesTooWarmOrCold { get; init; }
    public required int BoxesTemperatureUnknown { get; init; }
    public required double? MeanKineticCelsiusP50 { get; init; }
    public required double? MeanKineticCelsiusMax { get; init; }
    public required bool LedgerBalanced { get; init; }
    public required string StateHash { get; init; }

    public static DayReport Of(ViewCache views, ProgrammeView? programme)
    {
        var boxes = views.All<BoxView>();
        var deliveries = views.All<DeliveryView>();
        var sites = views.All<SiteView>();
        var vehicles = views.All<VehicleView>();
        var incidents = views.All<IncidentView>();
        var unloads = UnloadLine.Of(views);
        var transport = Percentiles.Of(deliveries.Where(d => d.UnloadedAt is not null).Select(Transport));
        var unloading = Percentiles.Of(unloads.Select(u => u.Seconds));
        var gate = Percentiles.Of(unloads.Where(u => u.GateSeconds is not null).Select(u => u.GateSeconds!.Value));
        var cycles = boxes.SelectMany(b => b.Cycles).ToArray();
        TemperatureView[] chains = [.. cycles.Select(c => c.Temperature).OfType<TemperatureView>()];
        var kinetic = Percentiles.Of(chains.Select(c => c.MeanKineticCelsius).OfType<double>());
        return new DayReport
        {
            Scenario = programme?.Scenario,
            Seed = programme?.Seed,
            Date = programme?.Date,
            Sites = sites.Count(s => s.Role == SiteRole.Centre),
            Laboratories = sites.Count(s => s.Role == SiteRole.Laboratory),
            Vehicles = vehicles.Count,
            Trips = views.All<PlanView>().Sum(p => p.Trips.Count),
            Deliveries = deliveries.Count,
            DeliveriesWithinTarget = deliveries.Count(d => d.WithinTarget == true),
            Boxes = boxes.Count,
            BoxesUnaccounted = boxes.Count(b => b.Place == BoxPlace.Unaccounted),
            TubesPacked = cycles.Sum(c => (long)c.Packed),
            TubesReceived = cycles.Sum(c => (long)c.Received),
            Discrepancies = Tally(cycles.SelectMany(c => c.Discrepancies.Distinct()).Select(d => Kebab.Of(d))),
            Incidents = Tally(incidents.Select(i => Kebab.Of(i.Cause))),
            IncidentsRed = incidents.Count(i => i.Severity == Severity.Red && i.Status != IncidentStatus.Withdrawn),
            TransportMinutesP50 = transport.P50,
            TransportMinutesP95 = transport.P95,
            TransportMinutesMax = transport.Max,
            UnloadSecondsP50 = unloading.P50,
            UnloadSecondsP95 = unloading.P95,
            UnloadSecondsMax = unloading.Max,
            UnloadOver60S = unloads.Count(u => u.Seconds > 60),
            GateWaitSecondsP95 = gate.P95,
            GateWaitSecondsMax = gate.Max,
            StockOuts = sites.Sum(s => s.StockOuts),
            BoxesWithLogger = chains.Length,
            BoxesTooWarmOrCold = chains.Count(c => c.State is TemperatureState.TooWarm or TemperatureState.TooCold),
            BoxesTemperatureUnknown = chains.Count(c => c.State == TemperatureState.Unknown),
            MeanKineticCelsiusP50 = kinetic.P50,
            MeanKineticCelsiusMax = kinetic.Max,
            LedgerBalanced = LedgerBook.Of(views).Balanced,
            StateHash = CanonicalLines.Hash(CanonicalLines.Of(boxes, deliveries, vehicles)),
        };
    }

    static double Transport(DeliveryView d) => (d.UnloadedAt!.Value - (d.DeclaredClosure ?? d.PlannedClosure)).TotalMinutes;

    static SortedDictionary<string, int> Tally(IEnumerable<string> words) =>
        new(words.GroupBy(w => w).ToDictionary(g => g.Key, g => g.Count()), StringComparer.Ordinal);
}
