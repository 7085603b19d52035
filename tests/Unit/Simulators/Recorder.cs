using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MQTTnet;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace SpecimenLogistics.Unit.Simulators;

internal sealed record Heard(string Client, string Topic, string Payload)
{
    /// <summary>It came with the word that it is sent again.</summary>
    public bool Again { get; init; }
}

/// <summary>A broker somebody else wrote, in process, that writes down what it is told.</summary>
internal sealed class Recorder : IAsyncDisposable
{
    readonly MqttServer _broker;

    Recorder(MqttServer broker, int port) { _broker = broker; Address = new IPEndPoint(IPAddress.Loopback, port); }

    public IPEndPoint Address { get; }
    public ConcurrentQueue<Heard> Heard { get; } = new();

    /// <summary>True ends the connection instead of an acknowledgement.</summary>
    public Predicate<Heard> Hangs { get; set; } = _ => false;

    /// <summary>From when it is set nothing is answered any more, and no connection ends: as a process that stands still.</summary>
    public Task Still { get; set; } = Task.CompletedTask;

    public ConcurrentDictionary<string, int> SignOns { get; } = new();
    public IEnumerable<Heard> Messages => Heard.Where(h => !h.Topic.EndsWith("/hello", StringComparison.Ordinal));

    public static async Task<Recorder> StartAsync(string? onlySecret = null, int port = 0)
    {
        port = port == 0 ? FreePort() : port;
        var broker = new MqttServerFactory().CreateMqttServer(new MqttServerOptionsBuilder()
            .WithDefaultEndpoint().WithDefaultEndpointPort(port).WithDefaultEndpointBoundIPAddress(IPAddress.Loopback)
            .WithDefaultEndpointBoundIPV6Address(IPAddress.None).Build());
        var recorder = new Recorder(broker, port);
        broker.InterceptingInboundPacketAsync += _ => recorder.Still;
        broker.ValidatingConnectionAsync += async e =>
        {
            await recorder.Still;
            recorder.SignOns.AddOrUpdate(e.ClientId, 1, (_, n) => n + 1);
            if (onlySecret is not null && e.Password != onlySecret) e.ReasonCode = MqttConnectReasonCode.BadUserNameOrPassword;
        };
        broker.InterceptingPublishAsync += async e =>
        {
            await recorder.Still;
            var heard = new Heard(e.ClientId, e.ApplicationMessage.Topic, Encoding.UTF8.GetString(e.ApplicationMessage.Payload)) { Again = e.ApplicationMessage.Dup };
            recorder.Heard.Enqueue(heard);
            e.CloseConnection = recorder.Hangs(heard);
        };
        broker.ClientSubscribedTopicAsync += e => { recorder.Subscribed.TryAdd(e.ClientId, e.TopicFilter.Topic); return Task.CompletedTask; };
        broker.ClientAcknowledgedPublishPacketAsync += _ => { Interlocked.Increment(ref recorder._taken); return Task.CompletedTask; };
        await broker.StartAsync();
        return recorder;
    }

    int _taken;

    /// <summary>Topics by client.</summary>
    public ConcurrentDictionary<string, string> Subscribed { get; } = new();

    /// <summary>How much of what was told has been acknowledged.</summary>
    public int Taken => Volatile.Read(ref _taken);

    public async Task SubscribedAsync(string client, CancellationToken cancel)
    {
        while (!Subscribed.ContainsKey(client)) await Task.Delay(10, cancel);
    }

    public Task TellAsync(string topic, string payload) => _broker.InjectApplicationMessage(new InjectedMqttApplicationMessage(
        new MqttApplicationMessageBuilder().WithTopic(topic).WithPayload(payload).WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build()) { SenderClientId = "control-room" });

    public Task DropAllAsync() => Task.WhenAll(SignOns.Keys.Select(c => _broker.DisconnectClientAsync(c, MqttDisconnectReasonCode.ServerBusy)));

    public async ValueTask DisposeAsync()
    {
        await _broker.StopAsync();
        _broker.Dispose();
    }

    public static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
