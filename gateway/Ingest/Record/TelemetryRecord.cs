using Microsoft.Extensions.Logging;
using Orleans;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ingest;

/// <summary>Telemetry goes to the table first; the hearer's grain is told afterwards, one-way, as a hint.</summary>
public sealed class TelemetryRecord(ITrack track, IGrainFactory grains, StoreWrites writes, IngestCounters counters, ILogger<TelemetryRecord> log)
{
    public IEnumerable<RecordPart> Begin(IReadOnlyList<Passage> batch, CancellationToken cancel)
    {
        // A batch is one device's, so nearly always one hearer and one boot.
        foreach (var group in batch.Where(p => p.HasTelemetry).GroupBy(p => (p.Hearer!.Value, p.Boot)))
        {
            Passage[] passages = [.. group];
            yield return new(Append(group.Key.Value, group.Key.Boot, passages, cancel), passages.SelectMany(Items));
        }
    }

    static IEnumerable<(uint, long)> Items(Passage p) =>
        p.Positions.Select(r => (p.Boot, r.Seq)).Concat(p.Heard.Select(r => (p.Boot, r.Seq))).Concat(p.Temperatures.Select(r => (p.Boot, r.Seq)));

    async Task Append(Subject hearer, uint boot, Passage[] passages, CancellationToken cancel)
    {
        var received = passages[^1].Publish.ReceivedAt.Microseconds;
        var rows = new TelemetryBatch(
            hearer.Value, passages[0].Device.View.Id.Value, boot, received,
            Join(passages, p => p.Positions), Join(passages, p => p.Heard), Join(passages, p => p.Temperatures));
        var outcome = await writes.Do(() => track.Append(rows, cancel), cancel);
        counters.Duplicates(outcome.Repeats);
        if (outcome.NewHeard.Count > 0 && hearer.Kind is SubjectKind.Vehicle or SubjectKind.Dock) await Hint(hearer, outcome.NewHeard, received);
    }

    async Task Hint(Subject hearer, IReadOnlyList<HeardRow> rows, long received)
    {
        try { await grains.GetHearer(hearer).Heard(new HeardHint(rows, received)); }
        catch (Exception error)
        {
            // Only the hint is lost: the grain reads the table when it sees the gap, and every few seconds.
            counters.Count(Tally.HintsLost);
            log.LogWarning(error, "{Hearer} was not told of {Rows} rows", hearer, rows.Count);
        }
    }

    // Nearly always one publish: its own list then.
    static IReadOnlyList<T> Join<T>(Passage[] passages, Func<Passage, List<T>> rows) =>
        passages.Length == 1 ? rows(passages[0]) : [.. passages.SelectMany(rows)];
}
