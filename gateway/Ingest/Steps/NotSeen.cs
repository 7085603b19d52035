using SpecimenLogistics.Protocol;

namespace SpecimenLogistics.Ingest;

/// <summary>Items that are on disk already, or under way in the same batch, are done with.</summary>
sealed class NotSeen(IngestCounters counters) : IStep
{
    public ValueTask<StepResult> Take(Passage passage, CancellationToken cancel)
    {
        var (device, boot) = (passage.Device, passage.Boot);
        List<IItem>? fresh = null;
        for (var i = 0; i < passage.Items.Count; i++)
        {
            var item = passage.Items[i];
            if (device.Seen.Contains(boot, item.Seq) || !device.InBatch.Add((boot, item.Seq))) fresh ??= [.. passage.Items.Take(i)];
            else fresh?.Add(item);
        }
        if (fresh is null) return new(StepResult.Next);
        counters.Duplicates(passage.Items.Count - fresh.Count);
        passage.Items = fresh;
        return new(fresh.Count == 0 ? StepResult.Done : StepResult.Next);
    }
}
