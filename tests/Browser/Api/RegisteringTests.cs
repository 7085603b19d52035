using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Browser.Fakes;

namespace SpecimenLogistics.Browser;

public sealed class RegisteringTests
{
    static readonly DateTimeOffset Morning = new(2020, 9, 5, 22, 0, 0, TimeSpan.Zero);
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    const string Lab = """{"id":"LAB1","name_en":"Lab","name_zh":"化驗所","district":"CW","lat_deg":22.3,"lon_deg":114.1,"fence_m":200,"role":"laboratory","beacon":"BL1","docks":["LAB1-D1","LAB1-D2"]}""";
    const string Centre = """{"id":"CW01","name_en":"Hall","name_zh":"會堂","district":"CW","lat_deg":22.3,"lon_deg":114.1,"fence_m":200,"role":"centre","beacon":"BC1","laboratory":"LAB1","target_minutes":90,"sessions":[{"number":1,"opens":"08:00","closes":"13:30"},{"number":2,"opens":"14:30","closes":"20:00"}],"opening_kits":600}""";
    const string Programme = """{"name":"Day","zone":"Asia/Hong_Kong","simulated":true,"scenario":"day12","seed":1,"date":"2020-09-06"}""";
    const string Plan = """{"trips":[{"id":"T1","vehicle":"V001","kind":"specimen","stops":[{"site":"CW01","at":"2020-09-06T05:30:00Z","purpose":"collect","session":1},{"site":"LAB1","at":"2020-09-06T06:10:00Z","purpose":"unload"}]}]}""";

    [Fact]
    public async Task The_same_body_again_changes_nothing()
    {
        await using var host = await UiHost.Start(Morning);
        foreach (var (path, body) in Setup())
        {
            var first = await Write(host, path, body);
            var again = await Write(host, path, body);
            Assert.True(first.GetProperty("stored").GetInt32() > 0, path);
            Assert.Equal((0, first.GetProperty("received").GetInt32()), (again.GetProperty("stored").GetInt32(), again.GetProperty("unchanged").GetInt32()));
        }
    }

    [Fact]
    public async Task A_changed_body_makes_a_later_fact_and_changing_it_back_another()
    {
        await using var host = await UiHost.Start(Morning);
        foreach (var beacon in new[] { "B1", "B2", "B1" })
            Assert.Equal(1, (await Write(host, "vehicles", $$"""[{"id":"V001","beacon":"{{beacon}}"}]""")).GetProperty("stored").GetInt32());
        var rows = await host.Store.Read("vehicle/V001", 0, Cancel);
        Assert.Equal(3, rows.Count);
        Assert.Equal(0, rows[0].Fact.OccurredAt);
        Assert.True(rows[1].Fact.OccurredAt < rows[2].Fact.OccurredAt);
    }

    [Fact]
    public async Task A_plan_gives_each_centre_its_sessions_in_utc_and_each_vehicle_its_trips()
    {
        await using var host = await UiHost.Start(Morning);
        foreach (var (path, body) in Setup()) await Write(host, path, body);
        var sessions = Assert.IsType<SessionsPlanned>(FactCodec.Read((await host.Store.Read("site/CW01", 0, Cancel))[^1].Fact.Payload));
        Assert.Equal(["2020-09-06/CW01/1", "2020-09-06/CW01/2"], sessions.Sessions.Select(s => s.Delivery.Value));
        Assert.Equal("2020-09-06T12:00:00.000Z", sessions.Sessions[1].Closes.ToString());
        var trips = Assert.IsType<TripsPlanned>(FactCodec.Read((await host.Store.Read("vehicle/V001", 0, Cancel))[^1].Fact.Payload));
        Assert.Equal("T1", Assert.Single(trips.Trips).Trip.Value);
    }

    [Fact]
    public async Task A_secret_is_kept_as_a_salted_digest_only()
    {
        await using var host = await UiHost.Start(Morning);
        await Write(host, "devices", """[{"id":"S1","class":"scanners","secret":"correct-horse-battery","place":"centre:CW01"}]""");
        var row = Assert.Single(await host.Store.Read("device/S1", 0, Cancel));
        Assert.DoesNotContain("correct-horse", System.Text.Encoding.UTF8.GetString(row.Fact.Payload), StringComparison.Ordinal);
        var device = Assert.IsType<DeviceRegistered>(FactCodec.Read(row.Fact.Payload));
        Assert.True(SecretDigest.Matches(device.SecretDigest, device.Salt, "correct-horse-battery"));
        Assert.False(SecretDigest.Matches(device.SecretDigest, device.Salt, "correct-horse-batterz"));
        Assert.Equal(1, (await Write(host, "devices", """[{"id":"S1","class":"scanners","secret":"another-horse-battery","place":"centre:CW01"}]""")).GetProperty("stored").GetInt32());
    }

    [Theory]
    [InlineData("vehicles", """[{"id":"V 1","beacon":"B1"}]""", "'V 1' is not a VehicleId")]
    [InlineData("vehicles", """[{"id":"V1","beacon":"B1"},{"id":"V1","beacon":"B2"}]""", "vehicle 'V1' stands more than once")]
    [InlineData("vehicles", """[{"id":"V1","becon":"B1"}]""", "becon")]
    [InlineData("vehicles", """[null]""", "Item 0 is null")]
    [InlineData("vehicles", """{"id":"V1"}""", "at $")]
    [InlineData("boxes", """[{"id":"BX-1","seal":"S","beacon":"B","place":"moon:1"}]""", "'moon:1' is not a Party")]
    [InlineData("devices", """[{"id":"S1","class":"telephones","secret":"short","place":"x"}]""", "3 things are wrong")]
    [InlineData("sites", """[{"id":"C1","name_en":"a","name_zh":"b","district":"c","lat_deg":95,"lon_deg":0,"fence_m":100,"role":"laboratory","beacon":"B"}]""", "outside the globe")]
    public async Task A_wrong_body_is_told_what_to_mend(string path, string body, string sentence)
    {
        await using var host = await UiHost.Start(Morning);
        var response = await host.Client.PostAsync($"/api/v1/{path}", Json(body), Cancel);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains(sentence, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_before_it_is_read_to_its_end()
    {
        await using var host = await UiHost.Start(Morning);
        var response = await host.Client.PostAsync("/api/v1/vehicles", Json("[" + new string(' ', 5_000_000) + "]"), Cancel);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Another_day_in_a_replays_store_is_refused_and_its_clock_is_only_set_when_simulated()
    {
        await using var host = await UiHost.Start(Morning);
        var clock = Json("""{"now":"2020-09-06T00:00:00Z","rate":60,"frozen":true}""");
        Assert.Equal(HttpStatusCode.Conflict, (await host.Client.PutAsync("/api/v1/clock", clock, Cancel)).StatusCode);
        await Write(host, "programme", Programme);
        var other = await host.Client.PutAsync("/api/v1/programme", Json(Programme.Replace("\"seed\":1", "\"seed\":2", StringComparison.Ordinal)), Cancel);
        Assert.Equal(HttpStatusCode.Conflict, other.StatusCode);
        Assert.Contains("seed 1", await other.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        await Write(host, "clock", """{"now":"2020-09-06T00:00:00Z","rate":60,"frozen":true}""");
        var time = await host.Client.GetFromJsonAsync<JsonElement>("/time", Cancel);
        Assert.Equal(("2020-09-06T00:00:00Z", 60, true), (time.GetProperty("now").GetString(), time.GetProperty("rate").GetInt32(), time.GetProperty("frozen").GetBoolean()));
    }

    [Fact]
    public async Task A_plan_that_names_an_unknown_vehicle_is_refused_with_its_name()
    {
        await using var host = await UiHost.Start(Morning);
        await Write(host, "sites", $"[{Lab},{Centre}]");
        var response = await host.Client.PutAsync("/api/v1/plans/2020-09-06", Json(Plan), Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("vehicle 'V001' is not registered", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    static (string Path, string Body)[] Setup() =>
    [
        ("programme", Programme), ("sites", $"[{Lab},{Centre}]"), ("vehicles", """[{"id":"V001","beacon":"BV1"}]"""),
        ("boxes", """[{"id":"BX-0001","seal":"ES-1","beacon":"BB1","place":"centre:CW01"}]"""),
        ("devices", """[{"id":"S1","class":"scanners","secret":"correct-horse-battery","place":"centre:CW01"}]"""), ("plans/2020-09-06", Plan),
    ];

    static async Task<JsonElement> Write(UiHost host, string path, string body)
    {
        var put = path is "programme" or "clock" || path.StartsWith("plans", StringComparison.Ordinal);
        var response = put ? await host.Client.PutAsync($"/api/v1/{path}", Json(body), Cancel) : await host.Client.PostAsync($"/api/v1/{path}", Json(body), Cancel);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(Cancel)}");
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }

    static StringContent Json(string body) => new(body, System.Text.Encoding.UTF8, "application/json");
}
