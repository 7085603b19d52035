using Microsoft.Extensions.Options;
using Orleans;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Ingest;

/// <summary>
/// The way of every publish, in this order. After the last step a whole batch is recorded (<see cref="Recorder"/>) and then
/// acknowledged (<see cref="DeviceLane"/>).
/// </summary>
public sealed class Pipeline(
    IGrainFactory grains, IDirectory directory, IClockControl programme, StoreWrites writes, IngestCounters counters, IOptions<IngestOptions> options)
{
    readonly IReadOnlyList<IStep> steps =
    [
        new OfAPhone(directory, counters),
        new TopicKnown(),
        new OwnId(),
        new PayloadUnderstood(),
        new ClockKnown(grains, programme, writes, counters, options),
        new NotSeen(counters),
        new Translate(directory, counters),
    ];

    public async ValueTask<Passage> Prepare(InboundPublish publish, DeviceState device, CancellationToken cancel)
    {
        var passage = new Passage(publish, device);
        using var span = GatewayTrace.Steps(publish);
        foreach (var step in steps)
            if (await step.Take(passage, cancel) == StepResult.Done) break;
        return passage;
    }
}
