using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SpecimenLogistics.Browser.Fakes;

namespace SpecimenLogistics.Browser;

public sealed class AccessTests
{
    static readonly DateTimeOffset Morning = new(2020, 9, 5, 22, 0, 0, TimeSpan.Zero);
    static readonly string[] Open = ["/time", "/health/live", "/health/ready"];
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_route_denies_without_the_token()
    {
        await using var host = await UiHost.Start(Morning);
        using var stranger = Stranger(host);
        var endpoints = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToArray();
        Assert.True(endpoints.Length > 30, $"only {endpoints.Length} routes");
        foreach (var (method, path) in endpoints.SelectMany(Requests).Where(r => !Open.Contains(r.Path)))
        {
            using var request = new HttpRequestMessage(method, path);
            var status = (await stranger.SendAsync(request, Cancel)).StatusCode;
            Assert.True(status == HttpStatusCode.Unauthorized, $"{method} {path} answered {(int)status}");
        }
    }

    [Fact]
    public async Task Only_the_clock_and_health_are_open()
    {
        await using var host = await UiHost.Start(Morning);
        var open = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(e => "/" + e.RoutePattern.RawText!.Trim('/')).Distinct().Order();
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

    static IEnumerable<(HttpMethod Method, string Path)> Requests(RouteEndpoint endpoint)
    {
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } named ? named : ["GET"];
        var path = "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(s => string.Concat(s.Parts.Select(Fill))));
        return methods.Select(m => (HttpMethod.Parse(m), path));
    }

    static string Fill(Microsoft.AspNetCore.Routing.Patterns.RoutePatternPart part) => part switch
    {
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternSeparatorPart separator => separator.Content,
        _ => "x",
    };

    static HttpClient Stranger(UiHost host) => new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = host.Address };
}
