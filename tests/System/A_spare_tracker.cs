using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace SpecimenLogistics.Tests.Processes;

/// <summary>A driver's phone from its page's button to the store, by Mosquitto's own publisher in place of the app.</summary>
[Collection("a machine to itself")]
public sealed class A_spare_tracker
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task Is_followed_while_its_driver_agrees_and_a_trip_is_driven_and_not_before_or_after()
    {
        await using var server = await ServerUnderTest.Start();
        await server.SetClock(frozen: true);
        using var page = await Enrolled(server);
        Assert.Equal(409, (int)(await page.PostAsJsonAsync("/driver/V001/tracker", new { staff = "D-7" }, Cancel)).StatusCode);

        await server.Put(HttpMethod.Put, "plans/2020-09-06", """
            {"trips":[{"id":"T-1","vehicle":"V001","kind":"specimen","stops":[{"site":"CW01","at":"2020-09-06T01:10:00Z","purpose":"collect","session":1},{"site":"LAB1","at":"2020-09-06T02:00:00Z","purpose":"unload"}]}]}
            """);
        var settings = default(JsonElement);
        await server.Until(async () =>
        {
            using var agreed = await page.PostAsJsonAsync("/driver/V001/tracker", new { staff = "D-7" }, Cancel);
            if (!agreed.IsSuccessStatusCode) return false;
            settings = (await agreed.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("settings");
            return true;
        }, "the trip to be there");
        var state = (await page.GetFromJsonAsync<JsonElement>("/driver/V001/state", Cancel)).GetProperty("tracker");
        Assert.Equal(("T-1", "T-1"), (state.GetProperty("trip").GetString(), state.GetProperty("agreed").GetString()));
        Assert.StartsWith("owntracks:///config?inline=", settings.GetProperty("link").GetString());
        var (user, password) = (settings.GetProperty("user").GetString()!, settings.GetProperty("password").GetString()!);

        // The consent reaches the gateway by the feed, the trip by the directory's next look at the latest.
        await server.Until(async () =>
        {
            Assert.Equal(0, await Publish(server, user, password, Location(10)));
            return await Count(server, "phone_positions") > 0;
        }, "a place to be kept");
        var kept = await Count(server, "phone_positions");
        Assert.Equal(0, await Publish(server, user, password, Location(10)));
        await server.Until(async () => await Count(server, "gateway_items_duplicate") > 0, "the repeat's count");
        Assert.Equal(kept, await Count(server, "phone_positions"));
        Assert.Equal(1, kept);

        using var withdrawn = await page.SendAsync(new HttpRequestMessage(HttpMethod.Delete, "/driver/V001/tracker") { Content = JsonContent.Create(new { staff = "D-7" }) }, Cancel);
        Assert.True(withdrawn.IsSuccessStatusCode);
        var seconds = 20;
        var off = await Count(server, "phone_off_duty");
        await server.Until(async () =>
        {
            Assert.Equal(0, await Publish(server, user, password, Location(seconds++)));
            return await Count(server, "phone_off_duty") > off;
        }, "the place of somebody who took it back to be put aside");
        var timeline = (await server.Get($"devices/{user}/timeline")).EnumerateArray().Select(f => (f.GetProperty("kind").GetString(), f.TryGetProperty("actor", out var actor) ? actor.GetString() : null)).ToList();
        Assert.Contains(("tracking-agreed", "D-7"), timeline);
        Assert.Contains(("tracking-withdrawn", "D-7"), timeline);
    }

    static async Task<HttpClient> Enrolled(ServerUnderTest server)
    {
        var (_, code) = await server.Ask(HttpMethod.Post, "enrolments", """{"place":"vehicle:V001"}""");
        var phone = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = server.Http };
        using var enrolled = await phone.PostAsync("/enrol", new FormUrlEncodedContent([new("code", code.GetProperty("code").GetString())]), Cancel);
        Assert.Equal("/driver/V001", enrolled.Headers.Location?.OriginalString);
        return phone;
    }

    static string Location(int second) => $$"""{"_type":"location","acc":12,"cog":90,"lat":22.31,"lon":114.2,"tid":"T1","tst":{{new DateTimeOffset(2020, 9, 6, 1, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds() + second}},"vel":31}""";

    /// <summary>As the gateway counts it; read every few seconds.</summary>
    static async Task<double> Count(ServerUnderTest server, string name)
    {
        var text = await server.Client.GetStringAsync(new Uri(server.Http, "/metrics"), Cancel);
        var line = text.Split('\n').FirstOrDefault(l => !l.StartsWith('#') && l.Contains(name, StringComparison.Ordinal));
        return line is null ? 0 : double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture);
    }

    static async Task<int> Publish(ServerUnderTest server, string user, string password, string payload)
    {
        string[] words = ["-h", "127.0.0.1", "-p", server.Mqtt.ToString(CultureInfo.InvariantCulture), "-i", user, "-u", user, "-P", password, "-q", "1", "-t", $"owntracks/{user}/phone", "-m", payload];
        using var process = Process.Start(new ProcessStartInfo("mosquitto_pub", words))!;
        await process.WaitForExitAsync(Cancel);
        return process.ExitCode;
    }
}
