using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using SpecimenLogistics.Browser.Fakes;
using SpecimenLogistics.Ui;

namespace SpecimenLogistics.Browser;

/// <summary>Who gets in where: every route, asked by every role.</summary>
public sealed class RolesTests
{
    static readonly DateTimeOffset Morning = new(2020, 9, 5, 22, 0, 0, TimeSpan.Zero);
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<Role> Roles => [.. Enum.GetValues<Role>()];

    [Theory(Timeout = 120_000), MemberData(nameof(Roles))]
    public async Task Every_route_lets_in_the_roles_that_its_policy_names_and_no_others(Role role)
    {
        await using var host = await UiHost.Start(Morning, (store, _) => StaffPlaces.Fill(store, Morning));
        using var person = await People.As(host, role);
        var asked = 0;
        foreach (var route in RouteList.Of(host).Where(r => r.Metadata.GetMetadata<IAllowAnonymous>() is null))
        {
            var policy = route.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(a => a.Policy).OfType<string>().LastOrDefault();
            foreach (var (method, path) in RouteList.Requests(route))
            {
                using var request = new HttpRequestMessage(method, path);
                // Without a body of its kind a route that takes one is not even found.
                if (method != HttpMethod.Get) request.Content = Json("{}");
                var status = (await person.SendAsync(request, Cancel)).StatusCode;
                // A phone's pages know no people: to them somebody signed on is a stranger.
                if (policy == "phone") Assert.True(status == HttpStatusCode.Unauthorized, $"{method} {path} answered {(int)status}");
                else if (May.Who[policy ?? May.SetUp].Contains(role)) Assert.True(status is not HttpStatusCode.Unauthorized, $"{method} {path} answered {(int)status}");
                else Assert.True(status == HttpStatusCode.Forbidden, $"{method} {path} answered {(int)status} to {role}");
                asked++;
            }
        }
        Assert.True(asked > 100, $"only {asked} were asked");
    }

    [Fact]
    public async Task What_each_role_may_is_what_was_decided()
    {
        await using var host = await UiHost.Start(Morning);
        // Routes by policy, so that a route which lands under another one is seen here.
        var byPolicy = RouteList.Of(host).Where(r => r.Metadata.GetMetadata<IAllowAnonymous>() is null)
            .Select(r => (Policy: r.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(a => a.Policy).OfType<string>().LastOrDefault() ?? "(none)", Route: r))
            .SelectMany(r => RouteList.Requests(r.Route).Select(q => (r.Policy, Request: $"{q.Method} {q.Path}"))).ToLookup(r => r.Policy, r => r.Request);
        Assert.Contains("POST /api/v1/plans/x/orders", byPolicy[May.Act]);
        Assert.Contains("POST /api/v1/incidents/x/acknowledge", byPolicy[May.Act]);
        Assert.Contains("POST /api/v1/boxes/x/write-off", byPolicy[May.Act]);
        Assert.Contains("PUT /api/v1/programme", byPolicy[May.SetUp]);
        Assert.Contains("POST /api/v1/devices", byPolicy[May.SetUp]);
        Assert.Contains("PUT /api/v1/clock", byPolicy[May.SetUp]);
        Assert.Contains("GET /api/v1/boxes", byPolicy[May.See]);
        Assert.Contains("GET /live/vehicles", byPolicy[May.See]);
        Assert.Contains("GET /people", byPolicy[May.People]);
        Assert.All(byPolicy[May.SetUp].Concat(byPolicy["(none)"]), request => Assert.DoesNotContain("POST /api/v1/incidents", request, StringComparison.Ordinal));
        // Pages of components take a form's POST as well, of which they have none.
        Assert.All(byPolicy[May.See].Except(["POST /", "POST /wall"]), request => Assert.StartsWith("GET", request, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Somebody_signed_on_acts_as_nobody_else()
    {
        await using var host = await UiHost.Start(EveningWave.Now, (store, track) => EveningWave.Fill(store, track));
        using var dispatcher = await People.As(host, Role.Dispatcher);
        var another = await dispatcher.PostAsync("/api/v1/incidents/vehicle-silent:V133/acknowledge".Replace("vehicle-silent", "VehicleSilent", StringComparison.Ordinal), Json("""{"actor":"S-0001"}"""), Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, another.StatusCode);
        Assert.Contains("signed on as S-9001", await another.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        var self = await dispatcher.PostAsync("/api/v1/incidents/VehicleSilent:V133/acknowledge", Json("{}"), Cancel);
        Assert.Equal(HttpStatusCode.OK, self.StatusCode);
    }

    [Fact]
    public async Task People_of_a_laboratory_get_their_own_lists_and_no_other_laboratorys()
    {
        await using var host = await UiHost.Start(Morning, (store, _) => StaffPlaces.Fill(store, Morning));
        using var person = await People.As(host, Role.Laboratory);
        Assert.Equal(HttpStatusCode.OK, (await person.GetAsync("/api/v1/laboratories/LAB1/tubes.csv", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await person.GetAsync("/api/v1/laboratories/LAB2/tubes.csv", Cancel)).StatusCode);
    }

    [Fact]
    public async Task Who_looks_a_tube_up_or_takes_a_list_away_is_written_down_first()
    {
        await using var host = await UiHost.Start(Morning, (store, _) => StaffPlaces.Fill(store, Morning));
        using var dispatcher = await People.As(host, Role.Dispatcher);
        using var laboratory = await People.As(host, Role.Laboratory);
        await dispatcher.GetAsync("/api/v1/tubes/AAAAAAAAA1/timeline", Cancel);
        await dispatcher.GetAsync("/api/v1/boxes/BX-0009/timeline", Cancel);
        await laboratory.GetAsync("/api/v1/laboratories/LAB1/tubes.csv", Cancel);
        using var auditor = await People.As(host, Role.Auditor);
        var page = await auditor.GetStringAsync("/audit", Cancel);
        Assert.Contains("tubes/AAAAAAAAA1/timeline", page, StringComparison.Ordinal);
        Assert.Contains("laboratories/LAB1/tubes.csv", page, StringComparison.Ordinal);
        Assert.Contains("S-9001", page, StringComparison.Ordinal);
        Assert.Contains("S-9004", page, StringComparison.Ordinal);
        Assert.DoesNotContain("boxes/BX-0009/timeline", page, StringComparison.Ordinal);
    }

    static StringContent Json(string text) => new(text, System.Text.Encoding.UTF8, "application/json");
}
