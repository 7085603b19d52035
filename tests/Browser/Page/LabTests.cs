using Microsoft.Playwright;
using SpecimenLogistics.Browser.Fakes;

namespace SpecimenLogistics.Browser;

/// <summary>A laboratory's docks, worked by scanner alone.</summary>
public sealed class LabTests(Chromium chromium)
{
    const int Deadline = 90_000;
    const string Me = "P-0a1b2c";

    static Task<UiHost> Evening() => StaffPlaces.Host();
    Task<Phone> Lab(UiHost host, string language = "en") => Phone.Enrol(chromium.Browser, host, "laboratory:LAB1", 820, 1180, language);
    static Task Has(ILocator where, string text) => Assertions.Expect(where).ToContainTextAsync(text);

    [Fact(Timeout = Deadline)]
    public async Task Two_vehicles_at_two_docks_are_unloaded_by_scanner_alone_in_any_order_under_a_minute_each()
    {
        await using var host = await Evening();
        await using var lab = await Lab(host);
        await Has(lab.Page.Locator(".arrivals"), "V001");
        await lab.Scan(Me, "V001", "V002");
        await Has(lab.Page.Locator(".tabs"), "V002: 0 of 1");
        // A person needs a second and a half from box to box.
        foreach (var box in new[] { "BX-0012", "BX-0021", "BX-0011" })
        {
            await lab.Page.WaitForTimeoutAsync(1_500);
            await lab.Scan(box);
        }
        await Has(lab.Page.Locator(".tabs"), "V001: 2 of 2");
        await Has(lab.Page.Locator(".tabs"), "V002: 1 of 1");
        // One that belongs to another laboratory is taken in all the same.
        await lab.Scan("BX-0031");
        await Has(lab.Answer, "BX-0031 belongs to LAB2");
        await Has(lab.Answer.Locator(".now"), "cage");
        await Browsing.Picture(lab.Page, "lab-held-820");
        await lab.Page.Locator("#answer button").ClickAsync();
        await Browsing.Picture(lab.Page, "lab-dock-820");
        await lab.Page.ClickAsync("text=RECEIVE 2 BOXES");
        await Has(lab.Last, "2 BOXES RECEIVED");
        await lab.Page.WaitForTimeoutAsync(800);
        await lab.Page.ClickAsync(".tabs button >> nth=0");
        await lab.Page.ClickAsync("text=RECEIVE 2 BOXES");
        await lab.Until(Phone.Confirmed, "8");
        Assert.Equal([("BX-0011", "LAB1-D1"), ("BX-0012", "LAB1-D1"), ("BX-0021", "LAB1-D2"), ("BX-0031", "LAB1-D2")],
            host.Scans.Of("unload").Select(s => (s.GetProperty("box").GetString()!, s.GetProperty("dock").GetString()!)).Order());
        Assert.All(host.Scans.Of("receive"), s => Assert.Equal("intact", s.GetProperty("outcome").GetString()));
        foreach (var dock in host.Scans.Of("unload").GroupBy(s => s.GetProperty("dock").GetString()))
            Assert.True(dock.Max(At) - dock.Min(At) < 60_000, $"{dock.Key} took {dock.Max(At) - dock.Min(At)} ms");

        static long At(System.Text.Json.JsonElement scan) => scan.GetProperty("at").GetInt64();
    }

    [Fact(Timeout = Deadline)]
    public async Task Three_boxes_that_nobody_announced_come_off_two_vehicles_at_two_docks_by_scanner_and_keys_alone_under_a_minute_each()
    {
        await using var host = await Evening();
        await using var lab = await Lab(host);
        await Has(lab.Page.Locator(".arrivals"), "V002");
        await lab.Page.EvaluateAsync("() => { window.touched = 0; addEventListener('pointerdown', () => window.touched++, true); }");
        await lab.Scan(Me);
        // V010 was never heard of here; BX-0031 came on V002 for another laboratory.
        foreach (var label in new[] { "V010", "BX-7771", "BX-7772", "V002", "BX-0031" })
        {
            await lab.Page.WaitForTimeoutAsync(1_500);
            await lab.Scan(label);
        }
        await Has(lab.Answer, "BX-0031 belongs to LAB2");
        await lab.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(lab.Answer).ToBeHiddenAsync();
        await Tab(lab, "receive");
        await Has(lab.Last, "1 BOX RECEIVED");
        await Tab(lab, "dock");
        await Has(lab.Page.Locator(".tabs [aria-pressed=true]"), "V010: 2 of 2");
        await Tab(lab, "receive");
        await lab.Until(Phone.Confirmed, "6");
        Assert.Equal(0, await lab.Page.EvaluateAsync<int>("window.touched"));
        var down = host.Scans.Of("unload").ToDictionary(s => s.GetProperty("box").GetString()!, s => (Dock: s.GetProperty("dock").GetString()!, At: s.GetProperty("at").GetInt64()));
        Assert.Equal([("BX-0031", "LAB1-D2"), ("BX-7771", "LAB1-D1"), ("BX-7772", "LAB1-D1")], down.Select(d => (d.Key, d.Value.Dock)).Order());
        foreach (var dock in host.Scans.Of("receive").GroupBy(s => down[s.GetProperty("box").GetString()!].Dock, s => s.GetProperty("at").GetInt64() - down[s.GetProperty("box").GetString()!].At))
            Assert.True(dock.Max() < 60_000, $"{dock.Key} took {dock.Max()} ms");

        // As somebody without a mouse gets to a button, and presses it.
        static async Task Tab(Phone phone, string what)
        {
            await phone.Page.WaitForTimeoutAsync(800);
            for (var i = 0; i < 20 && await phone.Page.EvaluateAsync<string?>("document.activeElement.dataset.do") != what; i++) await phone.Page.Keyboard.PressAsync("Tab");
            await phone.Page.Keyboard.PressAsync("Enter");
        }
    }

    [Fact(Timeout = Deadline)]
    public async Task A_box_that_nobody_announced_is_received_and_one_that_is_wet_is_said_to_be()
    {
        await using var host = await Evening();
        await using var lab = await Lab(host);
        await lab.Scan(Me, "BX-7777");
        await Has(lab.Last, "Nobody announced it.");
        await lab.Page.WaitForTimeoutAsync(800);
        await lab.Page.ClickAsync("text=Not intact?");
        await lab.Page.ClickAsync("text=wet");
        await lab.Page.ClickAsync("text=RECEIVE 1 BOX");
        await lab.Until(Phone.Confirmed, "2");
        Assert.Equal("wet", Assert.Single(host.Scans.Of("receive")).GetProperty("outcome").GetString());
    }

    [Fact(Timeout = Deadline)]
    public async Task A_dock_goes_on_after_the_page_was_lost_and_a_box_counts_once()
    {
        await using var host = await Evening();
        await using var lab = await Lab(host);
        await lab.Scan(Me, "V001", "BX-0011", "BX-0011");
        await Has(lab.Last, "scanned at this dock already");
        await lab.Page.ReloadAsync();
        await Has(lab.Page.Locator(".tabs"), "V001: 1 of 2");
        await lab.Scan("BX-0012");
        await Has(lab.Page.Locator(".tabs"), "V001: 2 of 2");
        // The page says so before the server has heard of it.
        await lab.AllSent();
        Assert.Equal(2, host.Scans.Of("unload").Count());
    }

    [Theory(Timeout = Deadline)]
    [InlineData("en")]
    [InlineData("zh-Hant-HK")]
    public async Task Has_nothing_that_axe_objects_to(string language)
    {
        await using var host = await Evening();
        await using var lab = await Lab(host, language);
        await lab.Scan(Me, "V001", "BX-0011");
        await lab.Page.WaitForTimeoutAsync(900);
        await Browsing.Picture(lab.Page, $"lab-work-820-{language}");
        await Axe.Clean(lab.Page);
    }
}
