using System.Buffers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Ingest;

/// <summary>
/// Devices speak to a broker that is not ours, and this is one of its clients: a share of what devices publish comes here, and is acknowledged to the
/// broker after the commit. Who a device is, is the broker's word: it must let nobody publish under another's name.
/// </summary>
sealed class BrokerFront(
    BrokerAddress broker, BrokerIntake intake, IngestCounters counters, TimeProvider time, [FromKeyedServices(ProgrammeClock.Key)] TimeProvider programme, ILogger<BrokerFront> log)
    : BackgroundService, IFront, IReadiness
{
    /// <summary>Publishes under way to us at once, of all devices.</summary>
    const ushort MostUnderWay = 500;

    /// <summary>What came for us while we were away waits at the broker for so long.</summary>
    static readonly TimeSpan SessionLasts = TimeSpan.FromDays(7);

    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10), FirstPause = TimeSpan.FromMilliseconds(100), LongestPause = TimeSpan.FromSeconds(10), Moment = TimeSpan.FromSeconds(3);
    static readonly IReadOnlyList<string> s_shares = [$"$share/specimen/{Protocol.Topic.Version}/#", $"$share/specimen/{Protocol.OwnTracks.Prefix}#"];

    readonly MqttClientFactory factory = new();
    volatile IMqttClient? client;
    long? lostAt = time.GetTimestamp();

    public int Port => broker.Port;
    public Action<string>? Subscribed { get => intake.Listens; set => intake.Listens = value; }
    public Action<string, ReadOnlyMemory<byte>>? Delivered { get; set; }

    public string? WhyNot => lostAt is { } since && time.GetElapsedTime(since) > Moment ? $"{broker} is not reached" : null;

    Task IFront.Start(CancellationToken cancel) => Task.CompletedTask;
    Task IFront.Stop(CancellationToken cancel) => Task.CompletedTask;

    /// <summary>The broker's word that somebody listens is all there is: it counts as delivered.</summary>
    public async Task Tell(string vehicle, byte[] payload, CancellationToken cancel)
    {
        if (client is not { } connected) return;
        var topic = new Protocol.Topic(Protocol.DeviceClass.Vehicles, vehicle, Protocol.Leaf.Instructions).ToString();
        var message = new MqttApplicationMessageBuilder().WithTopic(topic).WithPayload(payload).WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build();
        if ((await connected.PublishAsync(message, cancel)).ReasonCode == MqttClientPublishReasonCode.Success) Delivered?.Invoke(vehicle, payload);
    }

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        for (var failures = 0; !stop.IsCancellationRequested; failures++)
        {
            try
            {
                var ended = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
                using var one = factory.CreateMqttClient();
                await Open(one, ended, stop);
                (client, lostAt, failures) = (one, null, 0);
                log.LogWarning("Devices are heard by way of {Broker}", broker);
                var why = await ended.Task.WaitAsync(stop);
                (client, lostAt) = (null, time.GetTimestamp());
                log.LogWarning("The connection to {Broker} ended: {Why}", broker, why);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested) { break; }
            catch (Exception error)
            {
                lostAt ??= time.GetTimestamp();
                // Told once an outage; readiness says the rest.
                if (failures == 0) log.LogWarning("{Broker} is not reached: {Error}", broker, error.Message);
            }
            var pause = Math.Min(LongestPause.TotalSeconds, FirstPause.TotalSeconds * Math.Pow(2, Math.Min(failures, 10))) * (0.5 + Random.Shared.NextDouble());
            try { await Task.Delay(TimeSpan.FromSeconds(pause), time, stop); }
            catch (OperationCanceledException) { break; }
        }
        client = null;
    }

    async Task Open(IMqttClient one, TaskCompletionSource<string> ended, CancellationToken stop)
    {
        var connection = new BrokerConnection(why =>
        {
            counters.Count(why);
            ended.TrySetResult($"closed by us ({ReasonWords.Of(why)})");
        });
        one.ApplicationMessageReceivedAsync += message => Take(connection, message, stop);
        one.DisconnectedAsync += why =>
        {
            connection.Close(Refusal.BrokerLost);
            ended.TrySetResult($"{why.Reason}");
            return Task.CompletedTask;
        };
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, deadline.Token);
        if (await one.ConnectAsync(Options(), either.Token) is { ResultCode: not MqttClientConnectResultCode.Success } letIn) throw new InvalidOperationException($"it lets nobody in ({letIn.ResultCode})");
        var subscribe = factory.CreateSubscribeOptionsBuilder();
        foreach (var share in s_shares) subscribe.WithTopicFilter(share, MqttQualityOfServiceLevel.AtLeastOnce);
        var answer = await one.SubscribeAsync(subscribe.Build(), either.Token);
        if (answer.Items.FirstOrDefault(i => i.ResultCode > MqttClientSubscribeResultCode.GrantedQoS2) is { } refused)
            throw new InvalidOperationException($"it refused the subscription to {refused.TopicFilter.Topic} ({refused.ResultCode})");
        // A session that the broker has kept says nothing of the shares: Mosquitto 2.0.11 forgets them when it is killed, and acknowledges what nobody hears.
        await one.PublishAsync(new MqttApplicationMessageBuilder().WithTopic(Protocol.Topic.Again).WithPayload("again").WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build(), either.Token);
    }

    MqttClientOptions Options()
    {
        var options = factory.CreateClientOptionsBuilder()
            .WithProtocolVersion(MqttProtocolVersion.V500).WithTcpServer(broker.Host, broker.Port).WithClientId(broker.ClientId).WithCleanStart(false)
            .WithSessionExpiryInterval((uint)SessionLasts.TotalSeconds).WithReceiveMaximum(MostUnderWay).WithKeepAlivePeriod(TimeSpan.FromSeconds(15)).WithTimeout(Deadline);
        if (broker.User is { } user) options.WithCredentials(user, broker.Password ?? "");
        if (broker.Secured) options.WithTlsOptions(tls => tls.UseTls());
        return options.Build();
    }

    async Task Take(BrokerConnection connection, MqttApplicationMessageReceivedEventArgs message, CancellationToken stop)
    {
        connection.Take(message);
        var (sent, received) = (message.ApplicationMessage, Instant.From(programme.GetUtcNow()));
        var publish = new InboundPublish(connection, sent.Topic, sent.Payload.ToArray(), message.PacketIdentifier, received, time.GetTimestamp()) { Again = sent.Dup };
        await intake.Take(publish, stop);
    }
}
