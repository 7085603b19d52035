using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SpecimenLogistics.Browser.Fakes;

namespace SpecimenLogistics.Browser;

public sealed class AccessTests
{
    static readonly DateTimeOffset Morning = new(2020, 9, 5, 22, 0, 0, TimeSpan.Zero);
    static readonly string[] Open = ["/time", "/health/live", "/health/ready", "/enrol", "/sign-on", "/sign-on/code", "/sign-on/password", "/sign-on/as", "/sign-on/elsewhere", "/sign-on/done", "/sign-off"];
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_route_denies_without_the_token()
    {
        await using var host = await UiHost.Start(Morning);
        using var stranger = Stranger(host);
        var endpoints = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(e => !RouteList.IsAsset(e)).ToArray();
        Assert.True(endpoints.Length > 30, $"only {endpoints.Length} routes");
        foreach (var (method, path) in endpoints.SelectMany(RouteList.Requests).Where(r => !Open.Contains(r.Path)))
        {
            using var request = new HttpRequestMessage(method, path);
            var status = (await stranger.SendAsync(request, Cancel)).StatusCode;
            Assert.True(status == HttpStatusCode.Unauthorized, $"{method} {path} answered {(int)status}");
        }
    }

    [Fact]
    public async Task Only_the_clock_health_enrolling_and_signing_on_are_open_beside_scripts_and_styles()
    {
        await using var host = await UiHost.Start(Morning);
        var open = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is not null && !RouteList.IsAsset(e)).Select(e => "/" + e.RoutePattern.RawText!.Trim('/')).Distinct().Order();
        Assert.Equal(Open.Order(), open);
    }

    [Fact]
    public async Task The_printed_link_sets_a_cookie_and_takes_the_token_out_of_the_address()
    {
        await using var host = await UiHost.Start(Morning);
        using var stranger = Stranger(host);
        var response = await stranger.GetAsync($"/?token={UiHost.Token}&lang=zh", Cancel);
        Assert.Equal((HttpStatusCode.Found, "/?lang=zh"), (response.StatusCode, response.Headers.Location?.OriginalString));
        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(UiHost.Token, cookie, StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/boxes");
        request.Headers.Add("Cookie", cookie.Split(';')[0]);
        Assert.Equal(HttpStatusCode.OK, (await stranger.SendAsync(request, Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_wrong_token_opens_nothing_and_says_how_to_get_in()
    {
        await using var host = await UiHost.Start(Morning);
        using var stranger = Stranger(host);
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("/api/v1/boxes?token=wrong-token-01234567", Cancel)).StatusCode);
        stranger.DefaultRequestHeaders.Authorization = new("Bearer", UiHost.Token[..^1]);
        var response = await stranger.GetAsync("/api/v1/boxes", Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Contains("Open the link", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Origin", "http://127.0.0.1:1")]
    [InlineData("Host", "evil.example")]
    public async Task Another_page_or_another_name_is_refused_even_with_the_token(string header, string value)
    {
        await using var host = await UiHost.Start(Morning);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/boxes");
        request.Headers.Add(header, value);
        Assert.Equal(HttpStatusCode.Forbidden, (await host.Client.SendAsync(request, Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_phone_gets_to_its_own_place_and_nowhere_else()
    {
        await using var host = await UiHost.Start(Morning, (store, _) => StaffPlaces.Fill(store, Morning));
        using var stranger = Stranger(host);
        var cookie = await Enrolled(host, stranger, "centre:CW01");
        HttpStatusCode[] answers = [
            await Ask("/centre/CW01"), await Ask("/centre/CW01/state"), await Ask("/centre/CW02"), await Ask("/centre/CW02/state"), await Ask("/lab/CW01/state"), await Ask("/lab/LAB1"), await Ask("/api/v1/boxes"), await Ask("/")];
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized], answers);

        async Task<HttpStatusCode> Ask(string path)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("Cookie", cookie);
            return (await stranger.SendAsync(request, Cancel)).StatusCode;
        }
    }

    [Fact]
    public async Task A_code_enrols_one_phone_once_and_its_cookie_goes_to_its_place_alone()
    {
        await using var host = await UiHost.Start(Morning, (store, _) => StaffPlaces.Fill(store, Morning, simulated: false));
        using var stranger = Stranger(host);
        var code = (await (await host.Client.PostAsJsonAsync("/api/v1/enrolments", new { place = "laboratory:LAB1" }, Cancel)).Content.ReadFromJsonAsync<System.Text.Json.JsonElement>(Cancel)).GetProperty("code").GetString()!;
        using var first = await stranger.PostAsync("/enrol", new FormUrlEncodedContent([new("code", code.ToLowerInvariant())]), Cancel);
        Assert.Equal((HttpStatusCode.Found, "/lab/LAB1"), (first.StatusCode, first.Headers.Location?.OriginalString));
        var cookie = Assert.Single(first.Headers.GetValues("Set-Cookie"));
        foreach (var part in new[] { "path=/lab/LAB1", "httponly", "samesite=strict" }) Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase);
        using var second = await stranger.PostAsync("/enrol", new FormUrlEncodedContent([new("code", code)]), Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, second.StatusCode);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Without_a_code_only_a_simulation_enrols_and_only_who_has_the_run(bool simulated, bool signedOn)
    {
        await using var host = await UiHost.Start(Morning, (store, _) => StaffPlaces.Fill(store, Morning, simulated));
        using var stranger = Stranger(host);
        using var answer = await (signedOn ? host.Client : stranger).PostAsync("/enrol", new FormUrlEncodedContent([new("place", "centre:CW01")]), Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    static async Task<string> Enrolled(UiHost host, HttpClient stranger, string place)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/enrol") { Content = new FormUrlEncodedContent([new("place", place)]) };
        request.Headers.Authorization = host.Client.DefaultRequestHeaders.Authorization;
        using var answer = await stranger.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return Assert.Single(answer.Headers.GetValues("Set-Cookie")).Split(';')[0];
    }

    static HttpClient Stranger(UiHost host) => new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = host.Address };
}
