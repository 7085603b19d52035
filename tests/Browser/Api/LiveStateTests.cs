using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SpecimenLogistics.Browser.Fakes;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Ui;

namespace SpecimenLogistics.Browser;

public sealed class LiveStateTests
{
    static readonly DateTimeOffset Morning = new(2020, 9, 5, 22, 0, 0, TimeSpan.Zero);
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_push_is_seen_at_once_and_a_lost_one_by_the_tail()
    {
        await using var host = await UiHost.Start(Morning);
        var live = host.Services.GetRequiredService<LiveState>();
        await live.Loaded.WaitAsync(Cancel);
        Put(host, "pushed");
        Assert.Equal("pushed", live.Programme?.Name);
        host.Store.Silent = true;
        Put(host, "lost");
        Assert.Equal("pushed", live.Programme?.Name);
        using var changed = new SemaphoreSlim(0);
        live.Changed += () => changed.Release();
        while (live.Programme?.Name != "lost") Assert.True(await changed.WaitAsync(TimeSpan.FromSeconds(20), Cancel), "the tail did not bring it");
    }

    [Fact]
    public async Task An_answer_is_no_older_than_its_question()
    {
        await using var host = await UiHost.Start(Morning);
        await host.Services.GetRequiredService<LiveState>().Loaded.WaitAsync(Cancel);
        host.Store.Silent = true;
        Put(host, "unheard");
        var status = await host.Client.GetFromJsonAsync<JsonElement>("/api/v1/status", Cancel);
        var again = await host.Client.GetFromJsonAsync<JsonElement>("/api/v1/status", Cancel);
        // The tail may have brought it between the two: then the first answer is already as new as its question.
        Assert.True(status.GetProperty("pending").GetProperty("feed").GetInt32() > 0 || status.GetProperty("programme").GetProperty("name").GetString() == "unheard");
        Assert.Equal("unheard", again.GetProperty("programme").GetProperty("name").GetString());
    }

    [Fact]
    public async Task Views_timelines_search_and_ledger_answer_over_the_evening()
    {
        await using var host = await UiHost.Start(EveningWave.Now, (store, track) => EveningWave.Fill(store, track));
        async Task<JsonElement> Get(string path) => await host.Client.GetFromJsonAsync<JsonElement>("/api/v1/" + path, Cancel);
        Assert.Equal((1200, 296, 150, 153), ((await Get("boxes")).GetArrayLength(), (await Get("deliveries")).GetArrayLength(), (await Get("vehicles")).GetArrayLength(), (await Get("sites")).GetArrayLength()));
        Assert.Equal("on-road", (await Get("deliveries/2020-09-06/CW02/2")).GetProperty("stage").GetString());
        var timeline = await Get("boxes/BX-0003/timeline");
        Assert.Equal(("2020-09-06T12:05:00Z", "2020-09-06T12:05:02Z", "2020-09-06T12:05:03Z"), (
            timeline[182].GetProperty("occurred_at").GetString(), timeline[182].GetProperty("received_at").GetString(), timeline[182].GetProperty("recorded_at").GetString()));
        Assert.Equal("box-sealed", timeline[182].GetProperty("fact").GetProperty("kind").GetString());
        Assert.Equal("BX-0777", (await Get("search?q=bx-0777"))[0].GetProperty("id").GetString());
        Assert.Equal("box", (await Get("search?q=ES-0777"))[0].GetProperty("kind").GetString());
        Assert.Equal("tube", (await Get("search?q=T0000007"))[0].GetProperty("kind").GetString());
        Assert.True((await Get("ledger")).GetProperty("balanced").GetBoolean());
        Assert.Equal(148, (await Get("report")).GetProperty("sites").GetInt32());
    }

    [Fact]
    public async Task Long_lists_come_in_pages_that_join_without_gap_or_repeat()
    {
        await using var host = await UiHost.Start(EveningWave.Now, (store, track) => EveningWave.Fill(store, track));
        var ids = new List<string>();
        for (var after = ""; ;)
        {
            var response = await host.Client.GetAsync($"/api/v1/boxes?limit=500&after={after}", Cancel);
            ids.AddRange((await response.Content.ReadFromJsonAsync<JsonElement[]>(Cancel))!.Select(b => b.GetProperty("id").GetString()!));
            if (!response.Headers.TryGetValues("X-Next-After", out var next)) break;
            after = next.Single();
        }
        Assert.Equal((1200, 1200), (ids.Count, ids.Distinct().Count()));
    }

    [Theory]
    [InlineData("boxes/BX-9999", 404)]
    [InlineData("boxes/BX-9999/timeline", 404)]
    [InlineData("moons/M1/timeline", 404)]
    [InlineData("tubes/a%20b/timeline", 400)]
    [InlineData("search", 400)]
    [InlineData("boxes?limit=0", 400)]
    [InlineData("nothing/here", 404)]
    public async Task What_is_not_there_or_wrong_is_a_problem_with_a_sentence(string path, int status)
    {
        await using var host = await UiHost.Start(Morning);
        var response = await host.Client.GetAsync("/api/v1/" + path, Cancel);
        Assert.Equal((status, "application/problem+json"), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.NotEmpty((await response.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("detail").GetString()!);
    }

    [Fact]
    public async Task The_api_describes_itself()
    {
        await using var host = await UiHost.Start(Morning);
        var paths = (await host.Client.GetFromJsonAsync<JsonElement>("/openapi/v1.json", Cancel)).GetProperty("paths");
        string[] some = ["/api/v1/programme", "/api/v1/plans/{date}", "/api/v1/deliveries/{date}/{site}/{session}", "/api/v1/canonical", "/time"];
        Assert.All(some, path => Assert.True(paths.TryGetProperty(path, out _), path));
    }

    static void Put(UiHost host, string name) =>
        host.Store.Put("programme", "programme", ViewJson.Write(new ProgrammeView(name, "Asia/Hong_Kong", true, null, null, null)), 0);
}
