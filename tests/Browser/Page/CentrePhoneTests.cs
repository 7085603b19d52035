using Microsoft.Playwright;
using SpecimenLogistics.Browser.Fakes;

namespace SpecimenLogistics.Browser;

/// <summary>Everything that goes wrong with phones, on a centre's: no network, a server that is away, a sign-on that ended, a full disk, a wrong clock.</summary>
public sealed class CentrePhoneTests(Chromium chromium)
{
    const int Deadline = 90_000;
    const string Me = "P-0a1b2c";
    static readonly string[] Tubes = [.. Enumerable.Range(1, 5).Select(n => $"BBBBBBBBB{n}")];

    static Task<UiHost> Evening() => StaffPlaces.Host();
    Task<Phone> Centre(UiHost host, string? script = null) => Phone.Enrol(chromium.Browser, host, "centre:CW01", script: script);

    static Task Has(ILocator where, string text) => Assertions.Expect(where).ToContainTextAsync(text);

    [Fact(Timeout = Deadline)]
    public async Task Starts_without_network_where_it_was_and_with_everything_it_kept()
    {
        await using var host = await Evening();
        await using var phone = await Centre(host);
        await phone.Kept();
        await phone.Scan(Me, "BX-0001");
        await phone.Network(false);
        await phone.Scan(Tubes[0], Tubes[1]);
        await phone.Counted("2", "0", "0");
        await phone.Page.CloseAsync();
        await phone.Open();
        await Has(phone.Number, "2");
        await phone.Counted("2", "0", "0");
        await Has(phone.Page.Locator(".head"), "CW01 Central Sports Centre");
        await phone.Scan(Tubes[2]);
        await Has(phone.Number, "3");
        await phone.Network(true);
        await phone.Counted("0", "0", "3");
        Assert.Equal(Tubes[..3], host.Scans.Of("pack").Select(s => s.GetProperty("tube").GetString()!).Order());
        // Two starts, two boots: the second cannot number its scans like the first.
        Assert.Equal(3, host.Scans.HandedIn);
    }

    [Fact(Timeout = Deadline)]
    public async Task A_server_that_is_away_or_whose_answer_is_lost_doubles_nothing()
    {
        await using var host = await Evening();
        await using var phone = await Centre(host);
        await phone.Scan(Me, "BX-0001");
        host.Scans.LoseAnswers = 2;
        await phone.Scan(Tubes[0]);
        host.Scans.Away = true;
        await phone.Scan(Tubes[1], Tubes[2]);
        await Has(phone.Page.Locator(".line.offline"), "kept on this phone");
        host.Scans.Away = false;
        await phone.Counted("0", "0", "3");
        Assert.Equal(3, host.Scans.Of("pack").Count());
        Assert.True(host.Scans.HandedIn > 3, $"{host.Scans.HandedIn} handed in: nothing came twice, so nothing was tested");
    }

    [Fact(Timeout = Deadline)]
    public async Task A_sign_on_that_ended_keeps_every_scan_until_the_phone_is_enrolled_again_as_itself()
    {
        await using var host = await Evening();
        await using var phone = await Centre(host);
        await phone.Kept();
        await phone.Scan(Me, "BX-0001", Tubes[0]);
        await phone.Counted("0", "0", "1");
        var id = await phone.Page.EvaluateAsync<string>("document.body.dataset.phone");
        await phone.Context.ClearCookiesAsync(new() { Name = "phone" });
        await phone.Scan(Tubes[1], Tubes[2]);
        await Has(phone.Page.Locator(".line.refused"), "NOT SIGNED ON");
        await phone.Counted("2", "0", "1");
        await phone.Again(id);
        await phone.Page.ReloadAsync();
        await phone.Counted("0", "0", "3");
        Assert.Equal(id, await phone.Page.EvaluateAsync<string>("document.body.dataset.phone"));
        Assert.Equal(3, host.Scans.Of("pack").Count());
    }

    [Fact(Timeout = Deadline)]
    public async Task A_full_phone_says_that_the_scan_is_not_kept()
    {
        await using var host = await Evening();
        await using var phone = await Centre(host);
        await phone.Scan(Me, "BX-0001");
        await phone.Page.EvaluateAsync("() => { IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); }; }");
        await phone.Scan(Tubes[0]);
        await Has(phone.Answer, "NOT kept. This phone is full.");
        await Has(phone.Answer.Locator(".now"), "Write it on the downtime card");
        Assert.Empty(host.Scans.Scans);
    }

    [Fact(Timeout = Deadline)]
    public async Task A_phone_whose_clock_is_wrong_says_so_and_still_tells_its_own_time()
    {
        await using var host = await Evening();
        await using var phone = await Centre(host, script: "{ const now = Date.now.bind(Date); Date.now = () => now() - 7 * 60_000; }");
        await Has(phone.Page.Locator(".line.wrong-clock"), "7 min slow");
        await phone.Scan(Me, "BX-0001", Tubes[0]);
        await phone.Counted("0", "0", "1");
        var off = TimeProvider.System.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(Assert.Single(host.Scans.Scans).GetProperty("at").GetInt64());
        Assert.InRange(off.TotalMinutes, 6.8, 7.5);
    }

    [Fact(Timeout = Deadline)]
    public async Task A_second_tab_works_on_nothing()
    {
        await using var host = await Evening();
        await using var phone = await Centre(host);
        var second = await phone.Context.NewPageAsync();
        await second.GotoAsync(phone.Address);
        await Has(second.Locator("#page"), "open in another tab");
    }
}
