using System.Buffers;
using System.Text;
using System.Text.Json;
using MQTTnet;
using MQTTnet.Protocol;

namespace SpecimenLogistics.Tests.Processes;

/// <summary>An order goes over REST into the plan, to the driver's own device, and what he does with it comes back; over real processes and real MQTT.</summary>
[Collection("a machine to itself")]
public sealed class An_order_from_desk_to_driver
{
    const string Handheld = "S-V001";

    [Fact(Timeout = 120_000)]
    public async Task Shows_sent_seen_and_accepted_and_is_refused_where_it_cannot_be_done()
    {
        await using var server = await ServerUnderTest.Start();
        await server.Put(HttpMethod.Post, "devices", $$"""[{"id":"{{Handheld}}","class":"scanners","secret":"{{ServerUnderTest.Secret}}","place":"vehicle:V001"}]""");
        await server.Put(HttpMethod.Post, "sites", """[{"id":"LAB2","name_en":"Lab two","name_zh":"化驗所二","district":"CW","lat_deg":22.35,"lon_deg":114.1,"fence_m":200,"role":"laboratory","beacon":"BL2","docks":["LAB2-D1"]}]""");
        await server.Put(HttpMethod.Put, "plans/2020-09-06", """
            {"trips":[{"id":"T1","vehicle":"V001","kind":"specimen","stops":[{"site":"CW01","at":"2020-09-06T05:30:00Z","purpose":"collect","session":1},{"site":"LAB1","at":"2020-09-06T06:10:00Z","purpose":"unload"}]}]}
            """);
        await server.Until(async () => (await server.Get("vehicles/V001")).GetProperty("trips").GetArrayLength() == 1, "the plan to be known");
        using var driver = new MqttClientFactory().CreateMqttClient();
        var heard = System.Threading.Channels.Channel.CreateUnbounded<JsonElement>();
        driver.ApplicationMessageReceivedAsync += e => heard.Writer.WriteAsync(JsonDocument.Parse(e.ApplicationMessage.Payload.ToArray()).RootElement).AsTask();
        await driver.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", server.Mqtt).WithClientId(Handheld).WithCredentials(Handheld, ServerUnderTest.Secret).Build(), Cancel);
        await driver.SubscribeAsync("v1/vehicles/V001/instructions", MqttQualityOfServiceLevel.AtLeastOnce, Cancel);

        var order = """{"id":"ORD-1","actor":"P-1","reason":"LAB1 is full","order":{"trip":"T1","laboratory":"LAB2","kind":"divert"}}""";
        Assert.Equal(200, (await server.Ask(HttpMethod.Post, "plans/2020-09-06/orders", order)).Status);
        var told = await heard.Reader.ReadAsync(Cancel);
        Assert.Equal(("ORD-1.V001", "divert", "LAB2"), (Text(told, "instruction"), Text(told, "kind"), Text(told.GetProperty("trips")[0].GetProperty("stops")[1], "site")));
        await server.Until(async () => Has(await Line(server), "sent"), "it to be sent");

        await Say(driver, 1, "instruction-seen");
        await Say(driver, 2, "instruction-accepted");
        await server.Until(async () => Has(await Line(server), "seen") && Has(await Line(server), "accepted"), "it to be seen and accepted");

        // Told twice it is one; what cannot be done is refused with a sentence.
        Assert.Equal(200, (await server.Ask(HttpMethod.Post, "plans/2020-09-06/orders", order)).Status);
        Assert.Equal(409, (await server.Ask(HttpMethod.Post, "plans/2020-09-06/orders", order.Replace("is full", "is closed"))).Status);
        Assert.Equal(1, (await server.Get("plans/2020-09-06/orders")).GetArrayLength());
        var (status, refusal) = await server.Ask(HttpMethod.Post, "plans/2020-09-06/orders", """{"actor":"P-1","reason":"why not","order":{"kind":"cancel-trip","trip":"T99"}}""");
        Assert.Equal((422, "Trip T99 is behind or was never planned."), (status, Text(refusal, "detail")));
        Assert.Equal(400, (await server.Ask(HttpMethod.Post, "plans/2020-09-06/orders", """{"actor":"P-1","order":{"kind":"cancel-trip","trip":"T1"}}""")).Status);
    }

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    static async Task<JsonElement> Line(ServerUnderTest server) => (await server.Get("plans/2020-09-06/orders"))[0].GetProperty("vehicles")[0];

    static bool Has(JsonElement line, string mark) => line.TryGetProperty(mark, out var at) && at.ValueKind == JsonValueKind.String;

    static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    static Task Say(IMqttClient driver, int seq, string act) => driver.PublishAsync(new MqttApplicationMessageBuilder().WithTopic($"v1/scanners/{Handheld}/scan")
        .WithPayload(Encoding.UTF8.GetBytes($$"""{"boot":7,"sent_up_ms":1000,"sent_at":1599354000000,"items":[{"seq":{{seq}},"up_ms":1000,"at":1599354000000,"act":"{{act}}","instruction":"ORD-1.V001"}]}"""))
        .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build(), Cancel);
}
