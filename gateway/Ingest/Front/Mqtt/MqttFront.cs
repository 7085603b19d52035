using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace SpecimenLogistics.Ingest;

/// <summary>MQTT 3.1.1 and 5 on a port of Kestrel's of its own. Kestrel opens the port when the host has started everything else.</summary>
sealed class MqttFront : IFront, IConfigureOptions<KestrelServerOptions>
{
    readonly MqttServer server;
    readonly ConnectionGuard guard;
    readonly DeviceEndpoint endpoint;
    readonly SignOn signOn;
    readonly Lanes lanes;
    readonly IngestCounters counters;
    readonly IngestOptions options;
    ListenOptions? listening;

    public MqttFront(
        ConnectionGuard guard, DeviceEndpoint endpoint, SignOn signOn, Lanes lanes, IngestCounters counters, IOptions<IngestOptions> options)
    {
        (this.guard, this.endpoint, this.signOn, this.lanes, this.counters, this.options) = (guard, endpoint, signOn, lanes, counters, options.Value);
        server = new MqttServerFactory().CreateMqttServer(new MqttServerOptions(), [endpoint]);
        server.ValidatingConnectionAsync += Validate;
        server.InterceptingSubscriptionAsync += Subscribe;
    }

    public int Port => listening?.IPEndPoint?.Port ?? 0;
    public Task Start(CancellationToken cancel) => server.StartAsync();
    public Task Stop(CancellationToken cancel) => server.StopAsync(new MqttServerStopOptions());

    public void Configure(KestrelServerOptions kestrel) => kestrel.Listen(IPAddress.Loopback, options.Port, listen =>
    {
        listening = listen;
        listen.Use(next => connection => guard.Around(connection, next));
        listen.Run(endpoint.OnConnectedAsync);
    });

    async Task Validate(ValidatingConnectionEventArgs e)
    {
        e.ReasonCode = MqttConnectReasonCode.BadUserNameOrPassword;
        var known = e.ProtocolVersion is MQTTnet.Formatter.MqttProtocolVersion.V311 or MQTTnet.Formatter.MqttProtocolVersion.V500;
        if (!known) e.ReasonCode = MqttConnectReasonCode.UnsupportedProtocolVersion;
        else if (e.ChannelAdapter is DeviceChannel channel && await signOn.Check(e.ClientId, e.UserName, e.Password, e.CancellationToken) is { } device)
        {
            channel.SignOn(lanes.For(device));
            e.ReasonCode = MqttConnectReasonCode.Success;
            return;
        }
        counters.SignonRefused();
    }

    /// <summary>A device hears what is meant for it and nothing else.</summary>
    Task Subscribe(InterceptingSubscriptionEventArgs e)
    {
        var own = new Protocol.Topic(Protocol.DeviceClass.Vehicles, e.ClientId, Protocol.Leaf.Instructions).ToString();
        if (e.TopicFilter.Topic == own) return Task.CompletedTask;
        e.ProcessSubscription = false;
        e.Response.ReasonCode = MqttSubscribeReasonCode.NotAuthorized;
        counters.Count(Tally.SubscriptionsRefused);
        return Task.CompletedTask;
    }
}
