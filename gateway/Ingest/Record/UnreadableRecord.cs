using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Ingest;

/// <summary>What could not be understood is kept as it came, with the reason.</summary>
public sealed class UnreadableRecord(IUnreadable unreadable, StoreWrites writes, IngestCounters counters)
{
    public void Begin(IReadOnlyList<Passage> batch, List<RecordPart> parts, CancellationToken cancel)
    {
        foreach (var passage in batch)
            foreach (var each in passage.SetAside)
                parts.Add(new(Keep(passage, each, cancel), each.Seq is { } seq ? [(passage.Boot, seq)] : []));
    }

    async Task Keep(Passage passage, SetAside each, CancellationToken cancel)
    {
        var item = new UnreadableItem(
            passage.Device.View.Id.Value, passage.Publish.Topic, each.Payload.ToArray(), $"{ReasonWords.Of(each.Reason)}: {each.Detail}",
            passage.Publish.ReceivedAt.Microseconds) { Again = passage.Publish.Again };
        await writes.Do(new Attempts(unreadable, item, cancel), static a => a.Next(), cancel);
        counters.Count(each.Reason);
    }

    /// <summary>A second attempt follows one of unknown outcome.</summary>
    sealed class Attempts(IUnreadable unreadable, UnreadableItem item, CancellationToken cancel)
    {
        bool first = true;

        public async Task<bool> Next()
        {
            var attempt = first ? item : item with { Again = true };
            first = false;
            await unreadable.Keep(attempt, cancel);
            return true;
        }
    }
}
