using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SpecimenLogistics.Browser.Fakes;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using SpecimenLogistics.Ui;
using static SpecimenLogistics.Browser.Fakes.People;

namespace SpecimenLogistics.Browser;

/// <summary>Phones of a place: ended, and what they hold handed in all the same.</summary>
public sealed class PhonesTests
{
    static readonly DateTimeOffset Morning = new(2020, 9, 5, 22, 0, 0, TimeSpan.Zero);
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_phone_that_was_ended_gets_nothing_and_hands_in_only_what_a_supervisor_releases()
    {
        await using var host = await UiHost.Start(Morning, (store, _) => StaffPlaces.Fill(store, Morning));
        using var supervisor = await As(host, Role.Centre);
        var (phone, id) = await Enrolled(host, "centre:CW01");
        using var _ = phone;
        Assert.Equal(HttpStatusCode.OK, (await phone.GetAsync("/centre/CW01/state", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await supervisor.PostAsync("/phones/revoke", Form(("place", "centre:CW01"), ("phone", id), ("reason", "lost on the tram")), Cancel)).StatusCode);

        var refused = await phone.GetAsync("/centre/CW01/state", Cancel);
        Assert.Equal((HttpStatusCode.Unauthorized, "out-of-use"), (refused.StatusCode, (await refused.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("code").GetString()));
        Assert.Equal(HttpStatusCode.Unauthorized, (await HandIn(phone)).StatusCode);
        Assert.Empty(Scans(host));

        Assert.Equal(HttpStatusCode.Found, (await supervisor.PostAsync("/phones/release", Form(("place", "centre:CW01"), ("phone", id), ("reason", "found again")), Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await HandIn(phone)).StatusCode);
        Assert.Single(Scans(host));
        Assert.Equal(HttpStatusCode.Unauthorized, (await phone.GetAsync("/centre/CW01/state", Cancel)).StatusCode);
        var page = await supervisor.GetStringAsync("/phones", Cancel);
        Assert.Contains(id, page, StringComparison.Ordinal);
        Assert.Contains("lost on the tram", page, StringComparison.Ordinal);
        Assert.Contains("S-9002", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Enrolled_anew_a_phone_is_in_use_again()
    {
        await using var host = await UiHost.Start(Morning, (store, _) => StaffPlaces.Fill(store, Morning));
        var (phone, id) = await Enrolled(host, "centre:CW01");
        phone.Dispose();
        await host.Client.PostAsJsonAsync($"/api/v1/devices/{id}/revoke", new { reason = "lost" }, Cancel);
        var (again, same) = await Enrolled(host, "centre:CW01", id);
        using var _ = again;
        Assert.Equal((id, HttpStatusCode.OK), (same, (await again.GetAsync("/centre/CW01/state", Cancel)).StatusCode));
    }

    [Fact]
    public async Task People_of_a_place_rule_its_phones_and_no_others()
    {
        await using var host = await UiHost.Start(Morning, (store, _) => StaffPlaces.Fill(store, Morning));
        using var centre = await As(host, Role.Centre);
        var (phone, id) = await Enrolled(host, "laboratory:LAB1");
        phone.Dispose();
        HttpResponseMessage[] answers = [
            await centre.GetAsync("/phones?place=laboratory:LAB1", Cancel), await centre.PostAsync("/phones/code", Form(("place", "laboratory:LAB1")), Cancel),
            await centre.PostAsync("/phones/revoke", Form(("place", "centre:CW01"), ("phone", id), ("reason", "x")), Cancel),
            await centre.PostAsJsonAsync($"/api/v1/devices/{id}/revoke", new { reason = "x" }, Cancel), await centre.PostAsJsonAsync("/api/v1/enrolments", new { place = "laboratory:LAB1" }, Cancel),
            await centre.PostAsync("/enrol", Form(("place", "laboratory:LAB1")), Cancel)];
        Assert.Equal([HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized], answers.Select(a => a.StatusCode));
        Assert.Contains("Scan with the phone for CW01", await (await centre.PostAsync("/phones/code", Form(("place", "centre:CW01")), Cancel)).Content.ReadAsStringAsync(Cancel), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task What_a_released_phone_handed_in_says_so_in_the_record_for_ever()
    {
        await using var host = await UiHost.Start(Morning, (store, _) => StaffPlaces.Fill(store, Morning));
        var (phone, id) = await Enrolled(host, "centre:CW01");
        phone.Dispose();
        Packed(host, id, "T1");
        await Later(host, () => host.Client.PostAsJsonAsync($"/api/v1/devices/{id}/revoke", new { reason = "lost" }, Cancel));
        await Later(host, () => host.Client.PostAsJsonAsync($"/api/v1/devices/{id}/release", new { reason = "found" }, Cancel));
        await Later(host, () => Task.FromResult(Packed(host, id, "T2")));
        (phone, _) = await Enrolled(host, "centre:CW01", id);
        phone.Dispose();
        await Later(host, () => Task.FromResult(Packed(host, id, "T3")));
        var facts = await host.Client.GetFromJsonAsync<JsonElement>("/api/v1/boxes/BX-0001/timeline", Cancel);
        Assert.Equal([("T1", null), ("T2", "run"), ("T3", null)], facts.EnumerateArray().Select(f => (f.GetProperty("fact").GetProperty("tube").GetString(), f.TryGetProperty("released_by", out var by) ? by.GetString() : null)));
    }

    static async Task<T> Later<T>(UiHost host, Func<Task<T>> act)
    {
        await host.Clock.Set(host.Clock.Read() with { Now = host.Clock.GetUtcNow().AddMinutes(1) }, Cancel);
        return await act();
    }

    static bool Packed(UiHost host, string phone, string tube)
    {
        var now = Instant.From(host.Clock.GetUtcNow());
        var fact = new Recorded(FactIds.Named(tube), new Stamp(now, phone, 1, 0, 0), TimeSpan.Zero, null, now, null, null, null, new TubePacked(Code.Parse<TubeSerial>(tube), Code.Parse<Party>("centre:CW01")));
        host.Store.Add("box/BX-0001", [fact.ToEnvelope()], now.Microseconds);
        return true;
    }

    static IReadOnlyList<JsonElement> Scans(UiHost host) => ((FakeScanDesk)host.Services.GetRequiredService<IScanDesk>()).Scans;

    static Task<HttpResponseMessage> HandIn(HttpClient phone) => phone.PostAsJsonAsync("/centre/CW01/scan", new { boot = 1, sent_up_ms = 10, sent_at = 20, items = new[] { new { seq = 1, up_ms = 5, at = 6, act = "pack", box = "BX-0001", tube = "T1" } } }, Cancel);

    static async Task<(HttpClient Phone, string Id)> Enrolled(UiHost host, string place, string? before = null)
    {
        using var stranger = Stranger(host, out var cookies);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/enrol") { Content = Form([("place", place), .. before is null ? Array.Empty<(string, string)>() : [("phone", before)]]) };
        request.Headers.Authorization = host.Client.DefaultRequestHeaders.Authorization;
        using var answer = await stranger.SendAsync(request, Cancel);
        var cookie = Assert.Single(cookies.GetAllCookies());
        var phone = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = host.Address };
        phone.DefaultRequestHeaders.Add("Cookie", $"{cookie.Name}={cookie.Value}");
        return (phone, cookie.Value.Split('.')[0]);
    }
}
