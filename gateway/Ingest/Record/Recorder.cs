namespace SpecimenLogistics.Ingest;

/// <summary>
/// Records a device's batch: telemetry as one append per hearer, facts as one call per stream, what is unreadable as it
/// is; side by side. What is on disk is then marked as seen, also when another part failed.
/// </summary>
public sealed class Recorder(TelemetryRecord telemetry, CustodyRecord custody, UnreadableRecord unreadable, SpareRecord? spares = null)
{
    /// <summary>True when everything in the batch is on disk.</summary>
    public async Task<bool> Record(IReadOnlyList<Passage> batch, SeenSeqs seen, CancellationToken cancel)
    {
        List<RecordPart> parts = [];
        telemetry.Begin(batch, parts, cancel);
        custody.Begin(batch, parts, cancel);
        unreadable.Begin(batch, parts, cancel);
        spares?.Begin(batch, parts, cancel);
        var all = true;
        foreach (var part in parts)
        {
            try { await part.Done; }
            catch (NotStoredException)
            {
                all = false;
                continue;
            }
            foreach (var (boot, seq) in part.Items) seen.Mark(boot, seq);
        }
        return all;
    }
}

/// <summary>One write of a batch, and the items that are on disk when it has succeeded.</summary>
public readonly record struct RecordPart(Task Done, IReadOnlyList<(uint Boot, long Seq)> Items);
