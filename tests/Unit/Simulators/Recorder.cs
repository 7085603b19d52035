using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
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

    public ConcurrentDictionary<string, int> SignOns { get; } = new();
    public IEnumerable<Heard> Messages => Heard.Where(h => !h.Topic.EndsWith("/hello", StringComparison.Ordinal));

    public static async Task<Recorder> StartAsync(string? onlySecret = null, int port = 0)
    {
        port = port == 0 ? FreePort() : port;
        var broker = new MqttServerFactory().CreateMqttServer(new MqttServerOptionsBuilder()
            .WithDefaultEndpoint().WithDefaultEndpointPort(port).WithDefaultEndpointBoundIPAddress(IPAddress.Loopback)
            .WithDefaultEndpointBoundIPV6Address(IPAddress.None).Build());
        var recorder = new Recorder(broker, port);
        broker.ValidatingConnectionAsync += e =>
        {
            recorder.SignOns.AddOrUpdate(e.ClientId, 1, (_, n) => n + 1);
            if (onlySecret is not null && e.Password != onlySecret) e.ReasonCode = MqttConnectReasonCode.BadUserNameOrPassword;
            return Task.CompletedTask;
        };
        broker.InterceptingPublishAsync += e =>
        {
            var heard = new Heard(e.ClientId, e.ApplicationMessage.Topic, Encoding.UTF8.GetString(e.ApplicationMessage.Payload)) { Again = e.ApplicationMessage.Dup };
            recorder.Heard.Enqueue(heard);
            e.CloseConnection = recorder.Hangs(heard);
            return Task.CompletedTask;
        };
        await broker.StartAsync();
        return recorder;
    }

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
