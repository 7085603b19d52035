using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Ingest;

/// <summary>Places of phones go to a table of their own.</summary>
public sealed class SpareRecord(ISpareTrack track, StoreWrites writes, IngestCounters counters)
{
    public void Begin(IReadOnlyList<Passage> batch, List<RecordPart> parts, CancellationToken cancel)
    {
        foreach (var passage in batch)
            if (passage.Spare is { } position) parts.Add(new(Keep(position, cancel), []));
    }

    async Task Keep(SparePosition position, CancellationToken cancel)
    {
        if (await writes.Do((track, position), static w => w.track.Keep(w.position, CancellationToken.None), cancel)) counters.Count(Tally.PhonePositions);
        else counters.Duplicates(1);
    }
}
