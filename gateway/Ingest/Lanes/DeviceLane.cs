using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace SpecimenLogistics.Ingest;

/// <summary>
/// One device's way to the store, over all its connections: whatever came while the last batch was committing is the next
/// batch. Bounded: a connection waits for <see cref="Room"/> before it reads on. Runs only while there is work.
/// </summary>
public sealed class DeviceLane(DeviceState device, LaneParts parts)
{
    readonly Lock gate = new();
    readonly Queue<InboundPublish> pending = new();
    int pendingBytes;
    bool running;
    TaskCompletionSource? room;

    public DeviceState Device => device;

    /// <summary>How many publishes may still be posted; may be overdrawn by the bytes of the last one.</summary>
    public int Free
    {
        get { lock (gate) return pendingBytes >= parts.Options.MaxPendingBytes ? 0 : Math.Max(0, parts.Options.MaxPending - pending.Count); }
    }

    public Task Room(CancellationToken cancel)
    {
        lock (gate)
        {
            if (pending.Count < parts.Options.MaxPending && pendingBytes < parts.Options.MaxPendingBytes) return Task.CompletedTask;
            room ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            return room.Task.WaitAsync(cancel);
        }
    }

    /// <summary>Begins on the caller's thread when the lane is at rest: a hop to another costs as much as the steps do.</summary>
    public void Post(IReadOnlyList<InboundPublish> publishes)
    {
        parts.Counters.Received(publishes.Count);
        GatewayTrace.Begin(publishes, device.View.Id.Value);
        lock (gate)
        {
            foreach (var publish in publishes)
            {
                pending.Enqueue(publish);
                pendingBytes += publish.Payload.Length;
            }
            if (running) return;
            running = true;
        }
        _ = Run();
    }

    async Task Run()
    {
        List<InboundPublish> batch = [];
        // What comes after the first publish is not what handed that one in.
        Activity.Current = null;
        while (TakeBatch(batch))
        {
            var stored = await TryRecord(batch);
            if (stored) await Acknowledge(batch);
            else CloseAll(batch);
            GatewayTrace.End(batch, stored);
            parts.Counters.Left(batch.Count);
        }
    }

    bool TakeBatch(List<InboundPublish> batch)
    {
        batch.Clear();
        lock (gate)
        {
            var bytes = 0;
            while (bytes < parts.Options.MaxPendingBytes && pending.TryDequeue(out var publish))
            {
                bytes += publish.Payload.Length;
                // What a closed connection sent is not acknowledged any more, so it need not be recorded: it comes again.
                if (publish.Connection.IsClosed) parts.Counters.Left(1);
                else batch.Add(publish);
            }
            pendingBytes -= bytes;
            room?.SetResult();
            room = null;
            if (batch.Count == 0 && pending.Count == 0) running = false;
            return running;
        }
    }

    async Task<bool> TryRecord(List<InboundPublish> batch)
    {
        try
        {
            device.InBatch.Clear();
            var passages = new List<Passage>(batch.Count);
            foreach (var publish in batch) passages.Add(await parts.Pipeline.Prepare(publish, device, parts.Stop));
            if (!await Record(passages, batch)) return false;
            foreach (var passage in passages)
                if (passage.SetAside.Count > 0) passage.Publish.Connection.SetAside(passage.Publish.Packet, passage.SetAside);
            return true;
        }
        catch (Exception error) when (error is NotStoredException || parts.Stop.IsCancellationRequested) { return false; }
        catch (Exception error)
        {
            parts.Log.LogError(error, "A batch of {Device} could not be recorded", device.View.Id);
            return false;
        }
    }

    async Task<bool> Record(List<Passage> passages, List<InboundPublish> batch)
    {
        using var span = GatewayTrace.Together("gateway.record", batch);
        var stored = await parts.Recorder.Record(passages, device.Seen, parts.Stop);
        if (!stored) span?.SetStatus(ActivityStatusCode.Error);
        foreach (var passage in passages) GatewayTrace.CameTo(passage);
        return stored;
    }

    async Task Acknowledge(List<InboundPublish> batch)
    {
        using var span = GatewayTrace.Together("gateway.acknowledge", batch);
        for (var from = 0; from < batch.Count;)
        {
            var to = from + 1;
            while (to < batch.Count && batch[to].Connection == batch[from].Connection) to++;
            var packets = new ushort[to - from];
            for (var i = from; i < to; i++) packets[i - from] = batch[i].Packet;
            await batch[from].Connection.Acknowledge(packets);
            from = to;
        }
        parts.Counters.Acknowledged(batch.Count);
        foreach (var publish in batch) parts.Counters.Latency.Add(parts.Time.GetElapsedTime(publish.Timestamp));
    }

    static void CloseAll(List<InboundPublish> batch)
    {
        foreach (var publish in batch) publish.Connection.Close(Refusal.NotStored);
    }
}
