using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using MQTTnet.Adapter;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Server;

namespace SpecimenLogistics.Ingest;

/// <summary>Where Kestrel hands connections over to the broker.</summary>
sealed class DeviceEndpoint(ChannelParts parts) : ConnectionHandler, IMqttServerAdapter
{
    public Func<IMqttChannelAdapter, Task>? ClientHandler { get; set; }

    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        // Before the broker's start and after its end nobody is there to sign on to.
        if (ClientHandler is not { } handle) return;
        using var channel = new DeviceChannel(connection, connection.Features.Get<ConnectionWatch>()!, parts);
        // Kestrel waits for its connections when it stops; devices never end theirs.
        using var stopping = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested
            .Register(static c => ((DeviceChannel)c!).Close(Refusal.ShuttingDown), channel);
        await handle(channel);
    }

    public Task StartAsync(MqttServerOptions options, IMqttNetLogger logger) => Task.CompletedTask;
    public Task StopAsync() => Task.CompletedTask;
    public void Dispose() { }
}
