using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using SpecimenLogistics.Browser.Fakes;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;

namespace SpecimenLogistics.Browser.Api;

/// <summary>The incident list and what people do about it, over the REST API.</summary>
public sealed class IncidentsTests
{
    static readonly DateTimeOffset Evening = new(2020, 9, 6, 13, 0, 0, TimeSpan.Zero);
    const string Late = "late:2020-09-06/CW01/2";

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_list_says_what_is_wrong_who_has_it_and_what_to_do_next()
    {
        await using var host = await UiHost.Start(Evening);
        await Raise(host, CauseKind.Late, "CW01", 0);
        var line = Assert.Single(await List(host));
        Assert.Equal(("CW01 is late", "red", "open"), (Text(line, "title"), Text(line, "severity"), Text(line, "status")));
        Assert.NotEmpty(Text(line, "what_next")!);
        Assert.Equal(JsonValueKind.Null, line.GetProperty("owner").ValueKind);
        var timeline = await host.Client.GetFromJsonAsync<JsonElement[]>(Text(line.GetProperty("links"), "timeline"), Cancel);
        Assert.Equal("learned", Text(Assert.Single(timeline!), "kind"));
    }

    [Fact]
    public async Task Acknowledged_assigned_noted_and_resolved_it_keeps_who_did_what_and_why()
    {
        await using var host = await UiHost.Start(Evening);
        await Raise(host, CauseKind.Late, "CW01", 0);
        await Act(host, Late, "acknowledge", new { actor = "P-1" });
        Assert.Equal(("acknowledged", "P-1"), (Text(await One(host), "status"), Text(await One(host), "owner")));
        await Act(host, Late, "assign", new { actor = "P-1", reason = "nearer", owner = "P-2" });
        await Act(host, Late, "note", new { actor = "P-2", reason = "driver called" });
        await Act(host, Late, "resolve", new { actor = "P-2", reason = "handed in at the gate" });
        var line = await One(host);
        Assert.Equal(("resolved", "P-2"), (Text(line, "status"), Text(line, "owner")));
        Assert.Equal(["acknowledge P-1", "assign P-1", "note P-2", "resolve P-2"], line.GetProperty("acts").EnumerateArray().Select(a => $"{Text(a, "act")} {Text(a, "by")}"));
        Assert.Equal(HttpStatusCode.Conflict, (await Post(host, Late, "acknowledge", new { actor = "P-1" })).StatusCode);
    }

    [Fact]
    public async Task The_same_act_sent_twice_is_one()
    {
        await using var host = await UiHost.Start(Evening);
        await Raise(host, CauseKind.Late, "CW01", 0);
        Assert.Equal(1, (await Act(host, Late, "acknowledge", new { actor = "P-1" })).GetProperty("stored").GetInt32());
        Assert.Equal(0, (await Act(host, Late, "acknowledge", new { actor = "P-1" })).GetProperty("stored").GetInt32());
        Assert.Equal(0, (await Act(host, Late.Replace("/", "%2F"), "acknowledge", new { actor = "P-1" })).GetProperty("stored").GetInt32());
    }

    [Fact]
    public async Task What_is_done_about_a_group_is_done_about_each_of_its_members()
    {
        await using var host = await UiHost.Start(Evening);
        for (var i = 1; i <= 7; i++) await Raise(host, CauseKind.NotClosed, $"CW0{i}", i);
        var group = Assert.Single(await List(host));
        Assert.Equal((7, "7 centres have not said that they closed: the network?"), (group.GetProperty("members").GetArrayLength(), Text(group, "title")));
        await Act(host, Text(group, "id")!, "acknowledge", new { actor = "P-1" });
        Assert.All(Assert.Single(await List(host)).GetProperty("members").EnumerateArray(), m => Assert.Equal("acknowledged", Text(m, "status")));
    }

    [Theory]
    [InlineData(Late, "resolve", """{"actor":"P-1"}""", HttpStatusCode.BadRequest)]
    [InlineData(Late, "assign", """{"actor":"P-1","reason":"x"}""", HttpStatusCode.BadRequest)]
    [InlineData(Late, "acknowledge", """{"actor":"no such code !"}""", HttpStatusCode.BadRequest)]
    [InlineData("late:2020-09-06/CW99/2", "acknowledge", """{"actor":"P-1"}""", HttpStatusCode.NotFound)]
    public async Task What_cannot_be_taken_is_refused_with_a_sentence(string id, string act, string body, HttpStatusCode expected)
    {
        await using var host = await UiHost.Start(Evening);
        await Raise(host, CauseKind.Late, "CW01", 0);
        var answer = await host.Client.PostAsync($"/api/v1/incidents/{id}/{act}", new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Cancel);
        Assert.Equal(expected, answer.StatusCode);
        Assert.NotEmpty(Text(await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel), "detail")!);
    }

    static async Task Raise(UiHost host, CauseKind cause, string site, int minute)
    {
        var about = Subject.Of(Code.Parse<DeliveryId>($"2020-09-06/{site}/2"));
        var at = Instant.From(Evening.AddMinutes(minute - 30));
        var summary = new CauseSummary(cause, cause == CauseKind.Late ? Severity.Red : Severity.Amber, true, about, at, [site]);
        await host.Services.GetRequiredService<IGrainFactory>().GetGrain(IncidentId.Of(summary)).Record(new FactBatch([new Recorded(
            FactIds.Named($"test\n{cause}\n{site}"), new Stamp(at, "", 0, 0, 0), TimeSpan.Zero, null, at, null, null, null, new Learned(about, 1, summary)).ToEnvelope()]));
    }

    static async Task<JsonElement[]> List(UiHost host) => (await host.Client.GetFromJsonAsync<JsonElement[]>("/api/v1/incidents", Cancel))!;
    static async Task<JsonElement> One(UiHost host) => await host.Client.GetFromJsonAsync<JsonElement>($"/api/v1/incidents/{Late}", Cancel);
    static Task<HttpResponseMessage> Post(UiHost host, string id, string act, object body) => host.Client.PostAsJsonAsync($"/api/v1/incidents/{id}/{act}", body, Cancel);

    static async Task<JsonElement> Act(UiHost host, string id, string act, object body)
    {
        var answer = await Post(host, id, act, body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }

    static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();
}
