using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ui;

/// <summary>What a laboratory's list came to against what was packed.</summary>
/// <param name="Kept">Readings stored now.</param>
/// <param name="Unchanged">Readings that stood so already.</param>
/// <param name="Missing">Packed into a box that the list speaks of, and not in the list.</param>
/// <param name="Unexpected">In the list, and not packed.</param>
/// <param name="Doubled">More than once in the list.</param>
public sealed record ImportedTubes(
    int Lines, int Kept, int Unchanged, IReadOnlyList<ImportedTube> Missing, IReadOnlyList<ImportedTube> Unexpected, IReadOnlyList<ImportedTube> Doubled,
    IReadOnlyList<LineError> Errors);
public sealed record ImportedTube(string Serial, BoxId? Box, int? Cycle);

/// <summary>
/// Takes a laboratory's list of tubes: good lines become readings at the bench, bad ones a sentence each. The same list again
/// changes nothing.
/// </summary>
sealed class TubeImport(LiveState live, BenchReader bench, TubeSearch search, IGrainFactory grains, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme)
{
    /// <summary>Completes when every reading is on disk.</summary>
    public async Task<ImportedTubes> Import(SiteId laboratory, TubeList list, CancellationToken cancel)
    {
        await live.CatchUp(cancel);
        var (now, reasons) = (Instant.From(programme.GetUtcNow()), bench.ReasonsOf(Party.Laboratory(laboratory)));
        var found = new List<(TubeClaim Claim, BoxState Box, BoxCycle Cycle)>();
        List<ImportedTube> unexpected = [], doubled = [];
        foreach (var same in list.Claims.GroupBy(c => c.Serial))
        {
            var claim = same.First();
            if (ReasonError(claim, reasons) is { } wrong) { list.Wrong(claim.Line, wrong); continue; }
            var place = await search.Find(laboratory, claim, cancel);
            if (place.Error is { } error) list.Wrong(claim.Line, error);
            if (place.Cycle is { } cycle) found.Add((claim, place.Box!, cycle));
            if (claim.Outcome is not null && place.Cycle?.Evidence.Packed.Contains(claim.Serial.Value) != true)
                unexpected.Add(new ImportedTube(claim.Serial.Value, place.Box?.Id, place.Cycle?.Number));
            if (same.Count() == 1) continue;
            doubled.Add(new ImportedTube(claim.Serial.Value, place.Box?.Id, place.Cycle?.Number));
            foreach (var other in same.Where(o => (o.Outcome, o.Reason, o.Box) != (claim.Outcome, claim.Reason, claim.Box)))
                list.Wrong(other.Line, $"Line {claim.Line} says something else of {claim.Serial}: that one was kept.");
        }
        var fresh = found.Where(f => f.Claim.Outcome is not null && !Stands(f.Cycle, f.Claim)).ToList();
        await Record(laboratory, fresh, now, cancel);
        return new ImportedTubes(
            list.Lines, fresh.Count, found.Count(f => f.Claim.Outcome is not null) - fresh.Count, Missing(found), unexpected, doubled, [.. list.Errors.OrderBy(e => e.Line)]);
    }

    static string? ReasonError(TubeClaim claim, BenchReasons reasons)
    {
        if (claim.Outcome is null or TubeOutcome.Accepted) return null;
        if (claim.Reason is null) return "What is not plainly accepted needs a reason.";
        if (reasons.Newest is not { } newest || reasons.Find(claim.Reason) is { } reason && reason.Outcome == claim.Outcome) return null;
        return $"The reason is not one of the laboratory's list, version {newest.Version}, for {Kebab.Of(claim.Outcome.Value)}: {string.Join(", ", newest.List.Where(r => r.Outcome == claim.Outcome).Select(r => r.Code))}.";
    }

    static bool Stands(BoxCycle cycle, TubeClaim claim) =>
        cycle.Evidence.Readings.GetValueOrDefault(claim.Serial.Value)?.Fact is TubesRead read && read.Outcome == claim.Outcome && read.Reason == claim.Reason;

    static List<ImportedTube> Missing(List<(TubeClaim Claim, BoxState Box, BoxCycle Cycle)> found) =>
        [.. found.GroupBy(f => (f.Box.Id, f.Cycle.Number)).OrderBy(g => g.Key.Id.Value, StringComparer.Ordinal).SelectMany(of =>
            of.First().Cycle.Evidence.Packed.Except(of.Where(f => f.Claim.Outcome is not null).Select(f => f.Claim.Serial.Value)).Select(serial => new ImportedTube(serial, of.Key.Id, of.Key.Number)))];

    /// <summary>One fact for all tubes of a box that were read alike.</summary>
    async Task Record(SiteId laboratory, List<(TubeClaim Claim, BoxState Box, BoxCycle Cycle)> fresh, Instant now, CancellationToken cancel)
    {
        foreach (var box in fresh.GroupBy(f => f.Box.Id))
        {
            var facts = box.GroupBy(f => (f.Cycle.Number, f.Claim.Outcome, f.Claim.Reason, f.Claim.At, f.Claim.By)).Select(alike =>
            {
                var read = new TubesRead(Party.Laboratory(laboratory), [.. alike.Select(f => f.Claim.Serial).OrderBy(s => s.Value, StringComparer.Ordinal)], alike.Key.Outcome!.Value, alike.Key.Reason);
                var id = FactIds.Named($"tubes-listed\n{box.Key}\n{alike.Key.Number}\n{alike.Key.At?.Microseconds}\n{alike.Key.By}\n{Encoding.UTF8.GetString(FactCodec.Write(read))}");
                return new Recorded(id, new Stamp(At(alike.First(), now), "list", 0, 0, 0), TimeSpan.Zero, null, now, alike.Key.By, null, null, read).ToEnvelope();
            });
            await grains.GetGrain(Subject.Of(box.Key)).Record(new FactBatch([.. facts])).WaitAsync(cancel);
        }
    }

    /// <summary>A list that does not say when tells of the cycle it names, even where the box has gone out again since.</summary>
    static Instant At((TubeClaim Claim, BoxState Box, BoxCycle Cycle) found, Instant now) =>
        found.Claim.At ?? (found.Cycle == found.Box.Current ? now : found.Cycle.EmptiedAt ?? found.Cycle.ReceivedAt ?? found.Cycle.UnloadedAt ?? now);
}
