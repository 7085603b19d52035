namespace SpecimenLogistics.Ingest;

/// <summary>
/// Records a device's batch: telemetry as one append per hearer, facts as one call per stream, what is unreadable as it
/// is; side by side. What is on disk is then marked as seen, also when another part failed.
/// </summary>
public sealed class Recorder(TelemetryRecord telemetry, CustodyRecord custody, UnreadableRecord unreadable)
{
    /// <summary>True when everything in the batch is on disk.</summary>
    public async Task<bool> Record(IReadOnlyList<Passage> batch, SeenSeqs seen, CancellationToken cancel)
    {
        List<RecordPart> parts = [.. telemetry.Begin(batch, cancel), .. custody.Begin(batch, cancel), .. unreadable.Begin(batch, cancel)];
        try { await Task.WhenAll(parts.Select(part => part.Done)); }
        catch (NotStoredException) { }
        foreach (var part in parts.Where(part => part.Done.IsCompletedSuccessfully))
            foreach (var (boot, seq) in part.Items) seen.Mark(boot, seq);
        return parts.TrueForAll(part => part.Done.IsCompletedSuccessfully);
    }
}

/// <summary>One write of a batch, and the items that are on disk when it has succeeded.</summary>
public sealed record RecordPart(Task Done, IEnumerable<(uint Boot, long Seq)> Items);
