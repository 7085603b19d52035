using Microsoft.Extensions.Logging;
using Orleans;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ingest;

/// <summary>Telemetry goes to the table first; the hearer's grain is told afterwards, one-way, as a hint.</summary>
public sealed class TelemetryRecord(ITrack track, IGrainFactory grains, StoreWrites writes, IngestCounters counters, ILogger<TelemetryRecord> log)
{
    /// <summary>A batch is one device's, so nearly always one hearer and one boot: one append.</summary>
    public void Begin(IReadOnlyList<Passage> batch, List<RecordPart> parts, CancellationToken cancel)
    {
        for (var from = 0; from < batch.Count;)
        {
            var to = from + 1;
            if (batch[from].Hearer is { } hearer)
            {
                while (to < batch.Count && (batch[to].Hearer is not { } next || next == hearer && batch[to].Boot == batch[from].Boot)) to++;
                var rows = Telemetry.Of(hearer, batch, from, to);
                if (rows.Items.Count > 0) parts.Add(new(Append(hearer, rows.Batch, cancel), rows.Items));
            }
            from = to;
        }
    }

    async Task Append(Subject hearer, TelemetryBatch rows, CancellationToken cancel)
    {
        // The write's own deadline ends the wait; a second token would cost as much as the write's way through the queue.
        var outcome = await writes.Do((track, rows), static w => w.track.Append(w.rows, CancellationToken.None), cancel);
        counters.Duplicates(outcome.Repeats);
        if (outcome.NewHeard.Count > 0 && hearer.Kind is SubjectKind.Vehicle or SubjectKind.Dock) await Hint(hearer, outcome.NewHeard, rows.ReceivedAt);
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
}
