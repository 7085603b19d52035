using System.Net;
using System.Net.Sockets;

namespace SpecimenLogistics.Tests.Processes;

public sealed class What_an_operator_watches
{
    [Fact(Timeout = 120_000)]
    public async Task Is_told_to_who_may_know_and_moves_with_what_happens()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var server = await ServerUnderTest.Start();
        using var stranger = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var refused = await stranger.GetAsync(new Uri(server.Http, "/metrics"), cancel);
        Assert.NotEqual(HttpStatusCode.OK, refused.StatusCode);
        // The instruments are read every few seconds, not at the moment of the question.
        await server.Until(async () => await Value(server, "gateway_connections") == 0, "the instruments to be there");
        Assert.Equal(1, await Value(server, "process_on_duty"));
        await server.Put(HttpMethod.Post, "boxes/BX-0001/hold", """{"actor":"S-0001","reason":"dropped"}""");
        await server.Until(async () => await Value(server, "journal_transactions") > 0, "the writer's count");
    }

    [Fact(Timeout = 120_000)]
    public async Task Has_what_a_message_went_through()
    {
        await using var server = await ServerUnderTest.Start();
        // What is pushed and not asked for counts from the first look on.
        await Value(server, "process_ready");
        Assert.Equal(0, await ForeignClient.Publish(server, "mqttv5", ServerUnderTest.Secret, Said.Packed(1, "BX-0001")));
        await server.Until(async () => await Value(server, "gateway_messages_acknowledged") == 1, "the message's count");
        // The device's clock is right; the clock of the test's programme has gone on since.
        Assert.True(await Value(server, "gateway_skew") > 0);
        string[] names =
        [
            "gateway_messages_received", "gateway_acknowledgement", "gateway_inbox", "gateway_unreadable", "gateway_facts_late", "journal_batch", "journal_waiting", "journal_requests",
            "outbox_waiting", "deliveries_at_risk", "deliveries_open",
        ];
        foreach (var name in names) await server.Until(async () => await Value(server, name) is not null, name);
    }

    [Fact(Timeout = 120_000)]
    public async Task Includes_a_sign_of_life_that_leaves_the_system()
    {
        using var watch = new TcpListener(IPAddress.Loopback, 0);
        watch.Start();
        var heard = watch.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await using var server = await ServerUnderTest.Start(more: ["--heartbeat", $"http://127.0.0.1:{((IPEndPoint)watch.LocalEndpoint).Port}/alive"]);
        using var connection = await heard;
        using var reader = new StreamReader(connection.GetStream());
        Assert.Equal("POST /alive HTTP/1.1", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
    }

    static async Task<double?> Value(ServerUnderTest server, string name)
    {
        var text = await server.Client.GetStringAsync(new Uri(server.Http, "/metrics"), TestContext.Current.CancellationToken);
        var line = text.Split('\n').FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal) || l.Contains("_" + name, StringComparison.Ordinal) && !l.StartsWith('#'));
        return line is null ? null : double.Parse(line[(line.LastIndexOf(' ') + 1)..], System.Globalization.CultureInfo.InvariantCulture);
    }
}
