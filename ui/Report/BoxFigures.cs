using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>Boxes and what was in them. Where they are is as of now; all else is of the cycles counted.</summary>
/// <param name="Discrepancies">By kind, the boxes of it; a box once for each cycle in which it was so.</param>
/// <param name="TooWarmOrCold">Boxes of those cycles.</param>
public sealed record BoxFigures(
    int Boxes, IReadOnlyList<BoxId> Unaccounted, IReadOnlyList<BoxId> WrittenOff, IReadOnlyList<BoxId> Held, long TubesPacked, long TubesReceived,
    IReadOnlyDictionary<string, IReadOnlyList<BoxId>> Discrepancies, int WithLogger, IReadOnlyList<BoxId> TooWarmOrCold, int TemperatureUnknown, Percentiles MeanKineticCelsius)
{
    public static BoxFigures Of(IReadOnlyList<BoxView> boxes, Func<CycleView, bool> counts)
    {
        (BoxId Box, CycleView Cycle)[] cycles = [.. boxes.OrderBy(b => b.Id.Value, StringComparer.Ordinal).SelectMany(b => b.Cycles.Where(counts).Select(c => (b.Id, c)))];
        (BoxId Box, TemperatureView Chain)[] chains = [.. cycles.Where(c => c.Cycle.Temperature is not null).Select(c => (c.Box, c.Cycle.Temperature!))];
        return new BoxFigures(
            boxes.Count, At(boxes, BoxPlace.Unaccounted), At(boxes, BoxPlace.WrittenOff), At(boxes, BoxPlace.Held),
            cycles.Sum(c => (long)c.Cycle.Packed), cycles.Sum(c => (long)c.Cycle.Received), Wrong(cycles),
            chains.Length, [.. chains.Where(c => c.Chain.State is TemperatureState.TooWarm or TemperatureState.TooCold).Select(c => c.Box)],
            chains.Count(c => c.Chain.State == TemperatureState.Unknown), Percentiles.Of(chains.Select(c => c.Chain.MeanKineticCelsius).OfType<double>()));
    }

    static IReadOnlyList<BoxId> At(IEnumerable<BoxView> boxes, BoxPlace place) =>
        [.. boxes.Where(b => b.Place == place).Select(b => b.Id).OrderBy(b => b.Value, StringComparer.Ordinal)];

    static SortedDictionary<string, IReadOnlyList<BoxId>> Wrong(IEnumerable<(BoxId Box, CycleView Cycle)> cycles) => new(
        cycles.SelectMany(c => c.Cycle.Discrepancies.Distinct().Select(d => (Kind: Kebab.Of(d), c.Box))).GroupBy(d => d.Kind)
            .ToDictionary(g => g.Key, g => (IReadOnlyList<BoxId>)[.. g.Select(d => d.Box)]), StringComparer.Ordinal);
}
