using System.Diagnostics;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Ingest;

/// <summary>The gateway's part of a message's trace: from its last byte to its acknowledgement. Device ids, kinds of topics, counts and outcomes; nothing that a message says.</summary>
static class GatewayTrace
{
    static readonly ActivitySource s_source = new("SpecimenLogistics.Gateway");

    /// <summary>A trace for each publish; under whatever handed them in, which is a request where a page did.</summary>
    public static void Begin(IReadOnlyList<InboundPublish> publishes, string device)
    {
        if (!s_source.HasListeners()) return;
        var before = Activity.Current;
        foreach (var publish in publishes)
        {
            publish.Trace = s_source.StartActivity("message", ActivityKind.Consumer)?.SetTag("device", device);
            Activity.Current = before;
        }
    }

    /// <summary>The steps of one publish.</summary>
    public static Activity? Steps(InboundPublish publish) =>
        publish.Trace is { Recorded: true } message ? s_source.StartActivity("message.steps", ActivityKind.Internal, message.Context) : null;

    /// <summary>What a device's batch goes through together.</summary>
    public static Activity? Together(string name, IReadOnlyList<InboundPublish> batch)
    {
        if (!s_source.HasListeners()) return null;
        var span = BatchSpan.Start(s_source, name, batch.Select(publish => publish.Trace is { Recorded: true } message ? message.Context : default));
        // Of a message that is not followed nothing is, whoever it calls: without a parent each call would be asked anew.
        if (span is null) Activity.Current = batch[0].Trace;
        return span?.SetTag("messages", batch.Count);
    }

    public static void CameTo(Passage passage)
    {
        if (passage.Publish.Trace is not { IsAllDataRequested: true } message) return;
        message.SetTag("topic.kind", passage.Device.View.Class == Domain.DeviceClass.Phone ? "owntracks" : passage.Topic.DeviceId is null ? "unknown" : Protocol.Words.Of(passage.Topic.Leaf));
        message.SetTag("items", passage.Items.Count).SetTag("facts", passage.Facts.Count).SetTag("rows", passage.Telemetry.Count);
        message.SetTag("outcome", passage.SetAside.Count > 0 ? "unreadable" : passage.Device.View.Class == Domain.DeviceClass.Phone ? passage.Spare is null ? "put_aside" : "stored" : passage.Items.Count > 0 || passage.Topic.Leaf == Protocol.Leaf.Hello ? "stored" : "repeat");
    }

    public static void End(IReadOnlyList<InboundPublish> batch, bool stored)
    {
        foreach (var publish in batch)
        {
            if (publish.Trace is not { } message) continue;
            if (!stored) message.SetTag("outcome", "not_stored").SetStatus(ActivityStatusCode.Error);
            message.Stop();
        }
        Activity.Current = null;
    }
}
