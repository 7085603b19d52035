using Microsoft.Playwright;
using SpecimenLogistics.Browser.Fakes;
using SpecimenLogistics.Ui;

namespace SpecimenLogistics.Browser;

/// <summary>Where one may go from the control room.</summary>
public sealed class MoreMenuTests(Browsing browsing) : IClassFixture<Browsing>, IAsyncDisposable
{
    const int Deadline = 90_000;

    [Theory(Timeout = Deadline)]
    [InlineData(Role.Dispatcher, "/reports /handover /second /paper /wall /phones")]
    [InlineData(Role.Auditor, "/reports /audit /handover /wall")]
    [InlineData(Role.Manager, "/reports /handover /labels /wall")]
    [InlineData(Role.Admin, "/reports /audit /handover /labels /wall /phones /people")]
    public async Task It_offers_what_the_person_may_open_and_each_opens(Role role, string offered)
    {
        var page = await browsing.Open();
        await page.ClickAsync("a.as");
        await page.GetByRole(AriaRole.Button, new() { Name = role.ToString() }).ClickAsync();
        await page.ClickAsync("[popovertarget=more]");
        var links = await page.Locator("#more li a").EvaluateAllAsync<string[]>("all => all.map(a => a.getAttribute('href'))");
        Assert.Equal(offered, string.Join(' ', links));
        foreach (var link in links)
        {
            var answer = await page.GotoAsync(browsing.Host.Address + link[1..]);
            Assert.True(answer!.Ok && !page.Url.Contains("sign-on", StringComparison.Ordinal), $"{link} is not for {role}");
        }
    }

    [Fact(Timeout = Deadline)]
    public async Task It_opens_and_closes_by_keys_and_Escape_closes_it_alone()
    {
        var page = await browsing.Open(1366, 768);
        await page.Locator("tr button[data-row]").First.ClickAsync();
        await page.Locator(".record h2").WaitForAsync();
        var more = page.GetByRole(AriaRole.Button, new() { Name = "More" });
        await more.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#more")).ToBeVisibleAsync();
        await Browsing.Picture(page, "menu-1366");
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("/reports", await page.EvaluateAsync<string>("document.activeElement.getAttribute('href')"));
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("#more")).ToBeHiddenAsync();
        await Assertions.Expect(more).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator(".record")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator(".record")).ToHaveCountAsync(0);
    }

    [Theory(Timeout = Deadline)]
    [InlineData("en", "dark")]
    [InlineData("zh-Hant-HK", "light")]
    public async Task Axe_finds_nothing_in_the_open_boxes(string language, string theme)
    {
        var page = await browsing.Open(1366, 768, language, theme);
        await page.ClickAsync("[popovertarget=more]");
        await Axe.Clean(page);
        await page.ClickAsync(".bell");
        await page.Locator("#alarm-box").WaitForAsync();
        await Axe.Clean(page);
        await Browsing.Picture(page, $"alarm-box-{language}-{theme}");
    }

    public async ValueTask DisposeAsync() => await browsing.CloseAll();
}
