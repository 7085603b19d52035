using MQTTnet;
using MQTTnet.Protocol;
using SpecimenLogistics.Tests.Postgres;

namespace SpecimenLogistics.Tests.Processes;

/// <summary>Devices that connect to a Mosquitto, and servers that are its clients.</summary>
[Collection("a machine to itself")]
public sealed class A_broker_between
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 240_000)]
    public async Task What_is_published_is_stored_and_who_is_unknown_is_set_aside()
    {
        await using var broker = await PrivateMosquitto.Start();
        await using var server = await ServerUnderTest.Start(more: broker.Words);
        await server.Until(server.IsReady, "the broker to be reached");

        Assert.Equal(0, await broker.Publish(Said.ScanTopic, Said.Packed(1, "BX-0001")));
        Assert.Equal(0, await broker.Publish(Said.PositionTopic, Said.Position(1), ServerUnderTest.Vehicle));
        // As another it may not speak: Mosquitto's rules keep it from us.
        await broker.Publish(Said.ScanTopic, Said.Packed(2, "BX-0001"), "STRANGER");
        await broker.Publish("v1/scanners/STRANGER/scan", Said.Packed(3, "BX-0001"), "STRANGER");

        await server.Until(async () => await Packed(server) == 1, "the tube in BX-0001");
        await server.Until(async () => (await server.Get("status")).GetProperty("counts").GetProperty("messages_acknowledged").GetInt64() == 3, "all to be acknowledged to the broker");
        var counts = (await server.Get("status")).GetProperty("counts");
        Assert.Equal(1, counts.GetProperty("unreadable").GetInt64());
        Assert.Equal(1, await Packed(server));
    }

    [Fact(Timeout = 240_000)]
    public async Task A_gateway_that_is_killed_in_mid_flow_loses_nothing_that_the_broker_took()
    {
        const int Before = 300, While = 200;
        await using var broker = await PrivateMosquitto.Start();
        await using var server = await ServerUnderTest.Start(more: broker.Words);
        await server.Until(server.IsReady, "the broker to be reached");
        await server.SetClock(frozen: false);
        using var device = await Connect(broker);

        var sending = Send(device, 1, Before);
        await server.Until(async () => await Packed(server) > 20, "the flow to be on");
        await server.Kill();
        await sending;
        await Send(device, Before + 1, While);
        await server.StartAgain();

        await server.Until(async () => await Packed(server) == Before + While, "every tube that the broker took");
    }

    [Fact(Timeout = 240_000)]
    public async Task Two_gateways_share_what_comes()
    {
        const int Tubes = 400;
        var store = PrivatePostgres.Shared.NewStore();
        await using var broker = await PrivateMosquitto.Start();
        await using var one = await ServerUnderTest.Start(store, broker.Words);
        await using var two = await ServerUnderTest.Join(store, broker.Words);
        await one.Until(async () => await one.IsReady() && await two.IsReady(), "both to reach the broker");
        using var device = await Connect(broker);

        await Send(device, 1, Tubes);

        await one.Until(async () => await Packed(one) == Tubes, "every tube");
        var shares = new[] { one, two }.Select(async s => (await s.Get("status")).GetProperty("counts").GetProperty("messages_acknowledged").GetInt64());
        var each = await Task.WhenAll(shares);
        Assert.All(each, share => Assert.InRange(share, 1, Tubes - 1));
    }

    static async Task<int> Packed(ServerUnderTest server) =>
        (await server.Get("boxes/BX-0001")).GetProperty("cycles").EnumerateArray().Select(c => c.GetProperty("packed").GetInt32()).FirstOrDefault();

    static async Task<IMqttClient> Connect(PrivateMosquitto broker)
    {
        var client = new MqttClientFactory().CreateMqttClient();
        await client.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", broker.Port).WithClientId(ServerUnderTest.Scanner).WithCredentials(ServerUnderTest.Scanner, ServerUnderTest.Secret).Build(), Cancel);
        return client;
    }

    /// <summary>Each is acknowledged by the broker when this completes.</summary>
    static async Task Send(IMqttClient device, int first, int count)
    {
        for (var n = first; n < first + count; n++)
        {
            var answer = await device.PublishAsync(new MqttApplicationMessageBuilder().WithTopic(Said.ScanTopic).WithPayload(Said.Packed(n, "BX-0001")).WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build(), Cancel);
            Assert.True(answer.IsSuccess);
            await Task.Delay(2, Cancel);
        }
    }
}
