using Microsoft.Playwright;
using SpecimenLogistics.Browser.Fakes;

namespace SpecimenLogistics.Browser;

/// <summary>From the control room to a phone, by hand.</summary>
public sealed class EnrolTests(Browsing browsing, Chromium chromium) : IClassFixture<Browsing>, IAsyncDisposable
{
    const int Deadline = 90_000;

    [Fact(Timeout = Deadline)]
    public async Task A_code_shown_beside_a_site_makes_another_browser_its_phone()
    {
        var room = await Site(await browsing.Open(), "CW02");
        await room.ClickAsync("text=Enrol a phone");
        await Assertions.Expect(room.Locator(".phones svg")).ToBeVisibleAsync();
        var code = await room.Locator(".phones .code b").InnerTextAsync();
        await Browsing.Picture(room, "enrol-1920");
        var context = await chromium.Browser.NewContextAsync(new() { ViewportSize = new() { Width = 390, Height = 844 } });
        var phone = await context.NewPageAsync();
        await phone.GotoAsync($"{browsing.Host.Address}enrol");
        await Axe.Clean(phone);
        await phone.FillAsync("#code", "WRONG-CODE");
        await phone.ClickAsync("button.act");
        await Assertions.Expect(phone.Locator("[role=alert]")).ToContainTextAsync("not valid any more");
        await phone.FillAsync("#code", code.ToLowerInvariant());
        await phone.ClickAsync("button.act");
        await Assertions.Expect(phone.Locator(".head")).ToContainTextAsync("CW02");
        Assert.EndsWith("/centre/CW02", phone.Url);
        await context.DisposeAsync();
    }

    [Fact(Timeout = Deadline)]
    public async Task In_a_simulation_the_same_browser_is_one_click_away_from_being_it()
    {
        var room = await Site(await browsing.Open(), "LAB1");
        var opened = room.Context.WaitForPageAsync();
        await room.ClickAsync("text=Open LAB1’s page here");
        var lab = await opened;
        await Assertions.Expect(lab.Locator(".head")).ToContainTextAsync("LAB1");
        await Assertions.Expect(lab.Locator(".simulation")).ToContainTextAsync("SIMULATION");
    }

    [Fact(Timeout = Deadline)]
    public async Task A_laboratory_has_two_pages_and_a_code_says_which()
    {
        var room = await Site(await browsing.Open(), "LAB1");
        await room.ClickAsync("text=Enrol a phone for the bench");
        var code = await room.Locator(".phones .code b").InnerTextAsync();
        var context = await chromium.Browser.NewContextAsync();
        var phone = await context.NewPageAsync();
        await phone.GotoAsync($"{browsing.Host.Address}enrol?code={code}");
        await phone.ClickAsync("button.act");
        await Assertions.Expect(phone.Locator(".head")).ToContainTextAsync("LAB1 · bench");
        Assert.EndsWith("/bench/LAB1", phone.Url);
        await context.DisposeAsync();
    }

    [Fact(Timeout = Deadline)]
    public async Task A_warehouse_has_a_page_too()
    {
        var room = await Site(await browsing.Open(), "WH1");
        var opened = room.Context.WaitForPageAsync();
        await room.ClickAsync("text=Open WH1’s page here");
        await Assertions.Expect((await opened).Locator(".head")).ToContainTextAsync("WH1");
    }

    static async Task<IPage> Site(IPage room, string id)
    {
        await room.FillAsync("#search", id);
        await room.Locator(".results [data-row]").First.WaitForAsync();
        await room.Keyboard.PressAsync("ArrowDown");
        await room.Keyboard.PressAsync("Enter");
        await room.Locator(".phones").WaitForAsync();
        return room;
    }

    public async ValueTask DisposeAsync() => await browsing.CloseAll();
}
