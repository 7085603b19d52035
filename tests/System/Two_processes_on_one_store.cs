using System.Globalization;
using System.Net;
using SpecimenLogistics.Tests.Postgres;

namespace SpecimenLogistics.Tests.Processes;

public sealed class Two_processes_on_one_store
{
    [Fact(Timeout = 180_000)]
    public async Task Are_one_server_to_whoever_asks_either()
    {
        var store = PrivatePostgres.Shared.NewStore();
        await using var one = await ServerUnderTest.Start(store);
        await using var two = await ServerUnderTest.Join(store);

        var cancel = TestContext.Current.CancellationToken;
        // What one is told, the other says.
        await one.SetClock(frozen: true);
        await two.Until(async () => (await Time(two), await Time(one)) is var (t, o) && t == o, "the clock to be the same");
        await one.Put(HttpMethod.Post, "boxes/BX-0002/hold", """{"actor":"S-0001","reason":"dropped"}""");
        await two.Until(async () => (await two.Get("boxes/BX-0002")).TryGetProperty("hold", out var hold) && hold.ValueKind != System.Text.Json.JsonValueKind.Null, "the other to know that the box is held");

        // Who signed on at one is known at the other.
        var cookies = new CookieContainer();
        using var browser = new HttpClient(new HttpClientHandler { CookieContainer = cookies });
        using (await browser.GetAsync(new Uri(one.Http, "/sign-on?token=a-token-of-a-test-run"), cancel)) { }
        using var role = new FormUrlEncodedContent([new("role", "auditor")]);
        using (await browser.PostAsync(new Uri(one.Http, "/sign-on/as"), role, cancel)) { }
        using var mayLook = await browser.GetAsync(new Uri(two.Http, "/api/v1/boxes"), cancel);
        using var mayNot = await browser.GetAsync(new Uri(two.Http, "/people"), cancel);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (mayLook.StatusCode, mayNot.StatusCode));
    }

    [Fact(Timeout = 180_000)]
    public async Task Go_on_as_one_when_the_other_is_killed()
    {
        var store = PrivatePostgres.Shared.NewStore();
        await using var one = await ServerUnderTest.Start(store);
        await using var two = await ServerUnderTest.Join(store);
        for (var n = 1; n <= 4; n++) await Hold(n % 2 == 0 ? one : two, $"BX-000{n}");
        await one.Kill();
        // Some of their grains were in the process that is gone: asked again with the same words it is done by who is left.
        for (var n = 1; n <= 4; n++)
        {
            var box = $"BX-000{n}";
            await two.Until(async () =>
            {
                var (status, _) = await two.Ask(HttpMethod.Post, $"boxes/{box}/hold", """{"actor":"S-0002","reason":"wet"}""");
                Assert.True(status is 200 or 503, $"{status}: who is asked in the meantime says that the outcome is unknown");
                return status == 200;
            }, "the box to be held again");
        }
        await two.Until(async () => (await two.Get("status")).GetProperty("pending").GetProperty("outbox").GetInt64() == 0, "summaries to be brought");
        Assert.True(await two.IsReady());
    }

    static async Task Hold(ServerUnderTest at, string box) => await at.Put(HttpMethod.Post, $"boxes/{box}/hold", """{"actor":"S-0001","reason":"dropped"}""");

    static async Task<DateTimeOffset> Time(ServerUnderTest server) =>
        DateTimeOffset.Parse(System.Text.Json.JsonDocument.Parse(await server.Client.GetStringAsync(new Uri(server.Http, "/time"), TestContext.Current.CancellationToken)).RootElement.GetProperty("now").GetString()!, CultureInfo.InvariantCulture);
}
