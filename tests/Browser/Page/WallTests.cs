using Microsoft.Playwright;
using SpecimenLogistics.Browser.Fakes;

namespace SpecimenLogistics.Browser;

/// <summary>The wallboard, read from four metres away by whoever is in the room.</summary>
public sealed class WallTests(Chromium chromium)
{
    const int Deadline = 90_000;

    [Theory(Timeout = Deadline)]
    [InlineData("en")]
    [InlineData("zh-Hant-HK")]
    [InlineData("zh-Hans")]
    public async Task Everything_is_large_nothing_scrolls_and_nobody_is_named(string language)
    {
        await using var host = await UiHost.Start(EveningWave.Now, (store, track) => EveningWave.Fill(store, track));
        var context = await chromium.Browser.NewContextAsync(new() { ViewportSize = new() { Width = 1920, Height = 1080 }, Locale = "en-GB" });
        var page = await context.NewPageAsync();
        await page.GotoAsync($"{host.Address}wall?token={UiHost.Token}&lang={language}");
        await page.Locator(".tightest .row").Nth(10).WaitForAsync();
        await Assertions.Expect(page.Locator(".time")).ToContainTextAsync("20:4");
        await Browsing.Picture(page, $"wall-{language}");
        var small = await page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('main *')].filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()) && e.getClientRects().length > 0 && !e.closest('.hidden, live-banner'))
              .filter((e) => parseFloat(getComputedStyle(e).fontSize) < 40).map((e) => `${e.className} ${e.textContent.trim()}`)
            """);
        Assert.Empty(small);
        var cut = await page.EvaluateAsync<string[]>("""
            () => [document.documentElement, ...document.querySelectorAll('.wall-board, .wall-board > *')].filter((e) => e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1).map((e) => `${e.tagName} ${e.className} ${e.scrollWidth}x${e.scrollHeight} in ${e.clientWidth}x${e.clientHeight}`)
            """);
        Assert.Empty(cut);
        Assert.DoesNotMatch(@"\bS-\d", await page.InnerTextAsync("main"));
        await Axe.Clean(page);
        await context.DisposeAsync();
    }

    [Fact(Timeout = Deadline)]
    public async Task When_it_is_not_live_it_says_so_over_everything()
    {
        await using var host = await UiHost.Start(EveningWave.Now, (store, track) => EveningWave.Fill(store, track));
        var context = await chromium.Browser.NewContextAsync(new() { ViewportSize = new() { Width = 1920, Height = 1080 }, Locale = "en-GB" });
        var page = await context.NewPageAsync();
        await page.GotoAsync($"{host.Address}wall?token={UiHost.Token}");
        await page.Locator(".tightest .row").Nth(10).WaitForAsync();
        await context.SetOfflineAsync(true);
        await Assertions.Expect(page.Locator(".alarm")).ToContainTextAsync("LIVE DATA STOPPED", new() { Timeout = 45_000 });
        Assert.Equal("46px", await page.Locator(".alarm").EvaluateAsync<string>("e => getComputedStyle(e).fontSize"));
        await context.DisposeAsync();
    }
}
