using System.Buffers;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MQTTnet;
using MQTTnet.Protocol;
using MQTTnet.Server;
using SpecimenLogistics.Contracts;

namespace SpecimenLogistics.Ingest;

/// <summary>MQTT 3.1.1 and 5 on a port of Kestrel's of its own. Kestrel opens the port when the host has started everything else.</summary>
sealed class MqttFront : IFront, IConfigureOptions<KestrelServerOptions>
{
    readonly MqttServer server;
    readonly ConnectionGuard guard;
    readonly DeviceEndpoint endpoint;
    readonly SignOn signOn;
    readonly Lanes lanes;
    readonly IDirectory directory;
    readonly IngestCounters counters;
    readonly IngestOptions options;
    readonly IDeviceWire? wire;
    readonly ILogger log;
    ListenOptions? listening;

    public MqttFront(
        ConnectionGuard guard, DeviceEndpoint endpoint, SignOn signOn, Lanes lanes, IDirectory directory, IngestCounters counters, IOptions<IngestOptions> options, ILogger<MqttFront> log,
        IDeviceWire? wire = null)
    {
        (this.guard, this.endpoint, this.signOn, this.lanes, this.directory, this.counters, this.options, this.log, this.wire) = (guard, endpoint, signOn, lanes, directory, counters, options.Value, log, wire);
        server = new MqttServerFactory().CreateMqttServer(new MqttServerOptions(), [endpoint]);
        server.ValidatingConnectionAsync += Validate;
        server.InterceptingSubscriptionAsync += Subscribe;
        server.ClientSubscribedTopicAsync += HasSubscribed;
        server.ClientAcknowledgedPublishPacketAsync += HasAcknowledged;
    }

    public int Port => listening?.IPEndPoint?.Port ?? 0;
    public Task Start(CancellationToken cancel) => server.StartAsync();
    public Task Stop(CancellationToken cancel) => server.StopAsync(new MqttServerStopOptions());

    public void Configure(KestrelServerOptions kestrel) => kestrel.Listen(options.Address, options.Port, listen =>
    {
        listening = listen;
        listen.Use(next => connection => guard.Around(connection, next));
        if (wire is not null) listen.Use(next => connection => Secure(wire, connection, next));
        listen.Run(endpoint.OnConnectedAsync);
    });

    async Task Secure(IDeviceWire secured, ConnectionContext connection, ConnectionDelegate next)
    {
        var letIn = await secured.Around(connection, (inner, device) =>
        {
            inner.Features.Get<ConnectionWatch>()!.Certified = device;
            return next(inner);
        });
        if (!letIn) counters.Count(Refusal.NotSecured);
    }

    async Task Validate(ValidatingConnectionEventArgs e)
    {
        e.ReasonCode = MqttConnectReasonCode.BadUserNameOrPassword;
        var known = e.ProtocolVersion is MQTTnet.Formatter.MqttProtocolVersion.V311 or MQTTnet.Formatter.MqttProtocolVersion.V500;
        if (!known) e.ReasonCode = MqttConnectReasonCode.UnsupportedProtocolVersion;
        else if (e.ChannelAdapter is DeviceChannel channel && await Known(channel, e) is { Revoked: null } device)
        {
            channel.SignOn(lanes.For(device));
            e.ReasonCode = MqttConnectReasonCode.Success;
            return;
        }
        counters.SignonRefused();
    }

    async ValueTask<DeviceView?> Known(DeviceChannel channel, ValidatingConnectionEventArgs e)
    {
        if (channel.CertifiedAs is not { } code) return await signOn.Check(e.ClientId, e.UserName, e.Password, e.CancellationToken);
        var device = await signOn.CheckCertified(code, e.ClientId, e.UserName, e.CancellationToken);
        // Whoever has a certificate is known by it: what is wrong with him is worth a line.
        if (device is not { Revoked: null }) log.LogWarning("The device with the certificate of {Code} was refused: {Why}", code, device is null ? "it signed on as another, or is not registered" : "it is out of use");
        return device;
    }

    public Action<string>? Subscribed { get; set; }
    public Action<string, ReadOnlyMemory<byte>>? Delivered { get; set; }

    public Task Tell(string vehicle, byte[] payload, CancellationToken cancel) => server.InjectApplicationMessage(
        new InjectedMqttApplicationMessage(new MqttApplicationMessageBuilder().WithTopic(TopicOf(vehicle)).WithPayload(payload).WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build())
        { SenderClientId = "control-room" }, cancel);

    Task HasSubscribed(ClientSubscribedTopicEventArgs e)
    {
        if (VehicleOf(e.ClientId) is { } vehicle && e.TopicFilter.Topic == TopicOf(vehicle)) Subscribed?.Invoke(vehicle);
        return Task.CompletedTask;
    }

    Task HasAcknowledged(ClientAcknowledgedPublishPacketEventArgs e)
    {
        var payload = e.PublishPacket.Payload;
        if (VehicleOf(e.ClientId) is { } vehicle) Delivered?.Invoke(vehicle, payload.IsSingleSegment ? payload.First : payload.ToArray());
        return Task.CompletedTask;
    }

    /// <summary>The vehicle whose unit or driver's handheld this is.</summary>
    string? VehicleOf(string device) => directory.Device(device) is { } known && Domain.Party.TryParse(known.Place, out var place) && place.Kind == Domain.PartyKind.Vehicle ? place.Id : null;

    static string TopicOf(string vehicle) => new Protocol.Topic(Protocol.DeviceClass.Vehicles, vehicle, Protocol.Leaf.Instructions).ToString();

    /// <summary>A device hears what is meant for it and nothing else.</summary>
    Task Subscribe(InterceptingSubscriptionEventArgs e)
    {
        if (VehicleOf(e.ClientId) is { } vehicle && e.TopicFilter.Topic == TopicOf(vehicle)) return Task.CompletedTask;
        e.ProcessSubscription = false;
        e.Response.ReasonCode = MqttSubscribeReasonCode.NotAuthorized;
        counters.Count(Tally.SubscriptionsRefused);
        return Task.CompletedTask;
    }
}
