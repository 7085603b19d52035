using System.Collections.Concurrent;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>Where a line of a laboratory's list belongs; or, in a sentence, why nowhere.</summary>
readonly record struct TubePlace(BoxState? Box, BoxCycle? Cycle, string? Error);

/// <summary>Finds the box and cycle that a laboratory's line speaks of. One for each import: boxes are folded once.</summary>
sealed class TubeSearch(IReadModel readModel, BenchReader bench)
{
    readonly ConcurrentDictionary<BoxId, Task<BoxState>> folded = new();

    public async Task<TubePlace> Find(SiteId laboratory, TubeClaim claim, CancellationToken cancel)
    {
        var boxes = claim.Box is { } named ? [named] : (await readModel.FindTube(claim.Serial.Value, cancel)).Select(t => Code.Parse<BoxId>(t.Box)).Distinct().ToList();
        if (boxes.Count == 0) return new(null, null, $"{claim.Serial} was packed nowhere: name the box it was found in.");
        var states = await Task.WhenAll(boxes.Select(b => folded.GetOrAdd(b, id => bench.Fold(id, cancel))));
        var here = states.SelectMany(s => s.Cycles.Where(c => c.Laboratory == Party.Laboratory(laboratory)).Select(c => (Box: s, Cycle: c))).ToList();
        var packed = here.Where(h => h.Cycle.Evidence.Packed.Contains(claim.Serial.Value)).ToList();
        if (here.Count == 0) return new(states.Length == 1 ? states[0] : null, null, $"{string.Join(", ", boxes)} has not been at {laboratory}.");
        if (packed.Select(p => p.Box.Id).Distinct().Count() > 1) return new(null, null, $"{claim.Serial} was packed into {string.Join(" and ", boxes)}: name the box it was found in.");
        var (box, cycle) = (packed.Count > 0 ? packed : here)[^1];
        return claim.At is { } at && !Within(box, cycle, at)
            ? new(box, null, $"{claim.Serial} was not in {box.Id} at the time of read_at: cycle {cycle.Number} of the box is another.")
            : new(box, cycle, null);
    }

    static bool Within(BoxState box, BoxCycle cycle, Instant at) =>
        at >= (cycle.Evidence.Begun ?? Instant.Min) && (cycle == box.Current || at < box.Cycles[cycle.Number].Evidence.Begun);
}
