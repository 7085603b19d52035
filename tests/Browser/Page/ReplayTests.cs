using Microsoft.Playwright;

namespace SpecimenLogistics.Browser;

/// <summary>Looking back from the control room and coming back to now.</summary>
public sealed class ReplayTests(Browsing browsing) : IClassFixture<Browsing>, IAsyncDisposable
{
    const int Deadline = 90_000;

    [Fact(Timeout = Deadline)]
    public async Task The_past_is_on_every_part_of_the_page_says_so_loudly_and_goes_when_left()
    {
        var page = await browsing.Open();
        await page.ClickAsync("text=Look back");
        await Assertions.Expect(page.Locator(".replay .loud b")).ToHaveTextAsync("THE PAST");
        await page.Locator(".replay input[type=time]").FillAsync("19:20");
        await page.Locator(".replay input[type=time]").BlurAsync();
        await Assertions.Expect(page.Locator(".replay .at")).ToHaveTextAsync("19:20:00");
        await Assertions.Expect(page.Locator("programme-clock .time")).ToHaveTextAsync("19:20:00");
        Assert.NotNull(await page.Locator("html").GetAttributeAsync("data-past"));
        // Of this evening's boxes one alone has a record: it was being packed.
        await Assertions.Expect(page.Locator(".ledger .sum dd").First).ToHaveTextAsync("1");
        await Assertions.Expect(page.Locator("tr.on-course")).ToHaveCountAsync(0);
        await Browsing.Picture(page, "replay-1920");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("tr.on-course").First).ToBeVisibleAsync();
        Assert.Null(await page.Locator("html").GetAttributeAsync("data-past"));
        await Assertions.Expect(page.Locator("programme-clock .time")).ToContainTextAsync("20:4");
    }

    [Fact(Timeout = Deadline)]
    public async Task It_plays_on_from_where_it_stands_and_nothing_can_be_done_in_it()
    {
        var page = await browsing.Open(width: 1366, height: 768);
        await page.ClickAsync("text=Look back");
        await page.Locator(".replay input[type=time]").FillAsync("19:30");
        await page.Locator(".replay input[type=time]").BlurAsync();
        await page.ClickAsync(".replay button:text-is('600×')");
        await page.ClickAsync(".replay button:text-is('Play')");
        await page.WaitForFunctionAsync("() => document.querySelector('.replay .at').textContent > '19:40:00'");
        await page.ClickAsync(".replay button:text-is('Pause')");
        Assert.Equal(0, await page.Locator(".incidents .owner button").CountAsync());
        await Axe.Clean(page);
        await Browsing.Picture(page, "replay-1366");
    }

    public async ValueTask DisposeAsync() => await browsing.CloseAll();
}
