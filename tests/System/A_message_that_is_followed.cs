namespace SpecimenLogistics.Tests.Processes;

/// <summary>One publish as one trace, from its last byte to the screens, as a collector gets it.</summary>
public sealed class A_message_that_is_followed
{
    const string Stored = "message > gateway.record > ISubjectGrain/Record > ISubjectGrain/Record > journal.commit";

    static readonly IReadOnlySet<string> May = new HashSet<string>
    {
        "device", "topic.kind", "items", "facts", "rows", "messages", "requests", "refused", "views", "islands", "summaries", "outcome",
        "http.request.method", "http.route", "http.response.status_code", "error.type", "exception.type", "rpc.system.name", "rpc.method", "orleans.rpc.service",
    };

    [Fact(Timeout = 180_000)]
    public async Task Is_one_trace_from_its_last_byte_to_the_screens_and_on_by_the_outbox_and_says_nothing_of_what_it_says()
    {
        using var collector = new Followed();
        await using var server = await ServerUnderTest.Start(more: ["--otlp", $"{collector.Address}", "--trace-share", "1"]);

        Assert.Equal(0, await ForeignClient.Publish(server, "mqttv5", ServerUnderTest.Secret, Said.Packed(1, "BX-0001")));
        await server.Put(HttpMethod.Post, "boxes/BX-0001/hold", """{"actor":"S-0001","reason":"dropped"}""");
        using (await server.Client.GetAsync(new Uri(server.Http, "api/v1/boxes/BX-0001/tubes"), TestContext.Current.CancellationToken)) { }

        IReadOnlyList<string> Paths() => [.. collector.Spans.Select(collector.PathOf)];
        await server.Until(() => Paths().Any(p => p == $"{Stored} > feed.publish > screens.apply"), "the trace to reach the screens");
        await server.Until(() => Paths().Any(p => p.StartsWith($"{Stored} > outbox.deliver > ", StringComparison.Ordinal) && p.EndsWith("screens.apply", StringComparison.Ordinal)), "what the box told its centre");
        await server.Until(() => Paths().Contains("message > gateway.acknowledge"), "the acknowledgement");
        await server.Until(() => collector.Spans.Any(s => s.Fields.GetValueOrDefault("http.route") == "/api/v1/boxes/{id}/tubes"), "the request");
        Assert.Contains("message > message.steps", Paths());
        Assert.Contains(Stored.Replace("commit", "wait", StringComparison.Ordinal), Paths());

        var message = Assert.Single(collector.Spans, s => s.Name == "message");
        Assert.Equal((ServerUnderTest.Scanner, "scan", "1", "stored"), (message.Fields["device"], message.Fields["topic.kind"], message.Fields["facts"], message.Fields["outcome"]));
        Assert.All(collector.Spans, span =>
        {
            Assert.Empty(span.Fields.Keys.Except(May));
            Assert.Equal((0, ""), (span.Events, span.Says));
            Assert.DoesNotContain(span.Fields.Values.Append(span.Name), text => text.Contains("BX-", StringComparison.Ordinal) || text.Contains("2000001", StringComparison.Ordinal) || text.Contains("S-0001", StringComparison.Ordinal));
        });
        // What runs by itself begins no trace.
        Assert.All(collector.Spans.Where(s => s.Parent == ""), root => Assert.True(root.Name == "message" || root.Fields.ContainsKey("http.request.method"), root.Name));
    }
}
