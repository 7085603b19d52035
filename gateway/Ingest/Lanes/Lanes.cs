using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ingest;

/// <summary>One lane per device that ever signed on; registered devices bound their number.</summary>
public sealed class Lanes : IDisposable
{
    readonly ISeen seen;
    readonly LaneParts parts;
    readonly ConcurrentDictionary<DeviceId, DeviceLane> lanes = new();
    readonly Dictionary<string, SeenSeqs> loaded = new(StringComparer.Ordinal);
    readonly CancellationTokenSource stop = new();

    public Lanes(
        ISeen seen, Pipeline pipeline, Recorder recorder, IngestCounters counters, IOptions<IngestOptions> options, TimeProvider time,
        ILogger<DeviceLane> log)
    {
        this.seen = seen;
        parts = new(pipeline, recorder, counters, options.Value, time, log, stop.Token);
    }

    /// <summary>Reads what is on disk already; before the first sign-on.</summary>
    public async Task Load(CancellationToken cancel)
    {
        foreach (var range in await seen.Load(cancel))
        {
            if (!loaded.TryGetValue(range.Device, out var seqs)) loaded.Add(range.Device, seqs = new());
            seqs.Mark(range.Boot, range.FirstSeq, range.LastSeq);
        }
    }

    /// <summary>The lane of a device that has just signed on.</summary>
    public DeviceLane For(DeviceView device)
    {
        var lane = lanes.GetOrAdd(device.Id, id => new DeviceLane(new DeviceState(device, SeenBy(id)), parts));
        lane.Device.View = device;
        return lane;
    }

    public void Dispose()
    {
        stop.Cancel();
        stop.Dispose();
    }

    SeenSeqs SeenBy(DeviceId id) => loaded.GetValueOrDefault(id.Value) ?? new();
}

/// <summary>What all lanes share.</summary>
public sealed record LaneParts(
    Pipeline Pipeline, Recorder Recorder, IngestCounters Counters, IngestOptions Options, TimeProvider Time, ILogger<DeviceLane> Log, CancellationToken Stop);
