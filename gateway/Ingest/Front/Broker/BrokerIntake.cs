using Microsoft.Extensions.Logging;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ingest;

/// <summary>What comes by way of a broker finds its device by its topic, since nobody signed on here.</summary>
sealed class BrokerIntake(Lanes lanes, IDirectory directory, IUnreadable unreadable, StoreWrites writes, IngestCounters counters, ILogger<BrokerIntake> log)
{
    /// <summary>Called with a vehicle whose unit or handheld has just connected to the broker: it says hello then.</summary>
    public Action<string>? Listens { get; set; }

    public async Task Take(InboundPublish publish, CancellationToken stop)
    {
        var id = DeviceOf(publish.Topic);
        try
        {
            if (id is not null && directory.Device(id) is null) await directory.Refresh(stop);
            if (id is not null && directory.Device(id) is { Revoked: null } device)
            {
                lanes.For(device).Post([publish]);
                if (publish.Topic.EndsWith("/hello", StringComparison.Ordinal) && Party.TryParse(device.Place, out var place) && place.Kind == PartyKind.Vehicle) Listens?.Invoke(place.Id);
                return;
            }
            await Aside(id ?? "", id is not null && directory.Device(id) is not null ? UnreadableReason.RevokedDevice : UnreadableReason.UnknownDevice, publish, stop);
        }
        catch (Exception error)
        {
            if (!stop.IsCancellationRequested) log.LogWarning("What came from the broker could not be stored: {Error}", error.Message);
            publish.Connection.Close(Refusal.NotStored);
        }
    }

    /// <summary>Nobody's lane: kept and acknowledged, since it would come again for ever.</summary>
    async Task Aside(string device, UnreadableReason reason, InboundPublish publish, CancellationToken stop)
    {
        counters.Received(1);
        try
        {
            // A phone that is not let in may be anybody's: what it says of places is nobody's business.
            var payload = publish.Topic.StartsWith(Protocol.OwnTracks.Prefix, StringComparison.Ordinal) ? [] : publish.Payload.ToArray();
            var item = new UnreadableItem(device, publish.Topic, payload, ReasonWords.Of(reason), publish.ReceivedAt.Microseconds) { Again = true };
            await writes.Do((unreadable, item, stop), static async w => { await w.unreadable.Keep(w.item, w.stop); return true; }, stop);
            counters.Count(reason);
            await publish.Connection.Acknowledge(new[] { publish.Packet });
            counters.Acknowledged(1);
        }
        finally { counters.Left(1); }
    }

    static string? DeviceOf(string topic)
    {
        var id = Protocol.Topic.TryParse(topic, out var ours) ? ours.DeviceId : Protocol.OwnTracks.TryTopic(topic, out var user) ? user : Third(topic);
        return DeviceId.TryParse(id, out var device) ? device.Value : null;
    }

    /// <summary>A topic that is none of ours may still lie under a device's own name, as far as the broker lets it publish.</summary>
    static string? Third(string topic) => topic.Split('/') is [Protocol.Topic.Version, _, var id, ..] ? id : null;
}
