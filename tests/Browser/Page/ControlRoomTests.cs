using Microsoft.Playwright;
using SpecimenLogistics.Browser.Fakes;

namespace SpecimenLogistics.Browser;

public sealed class ControlRoomTests(Browsing browsing) : IClassFixture<Browsing>, IAsyncDisposable
{
    const int Deadline = 90_000;

    [Fact(Timeout = Deadline)]
    public async Task The_page_shows_the_wave_with_totals_that_add_up()
    {
        var page = await browsing.Open();
        await Browsing.Picture(page, "control-room-1920");
        var phases = await page.Locator(".wave .phases li:not(.total) b").AllInnerTextsAsync();
        Assert.Equal(148, phases.Sum(int.Parse));
        var states = await page.Locator(".wave .states li:not(.total) b").AllInnerTextsAsync();
        Assert.Equal(148, states.Sum(int.Parse));
        var ledger = await page.Locator(".ledger dl > div:not(.sum) dd:not(.parts)").AllInnerTextsAsync();
        Assert.Equal((9, 1200), (ledger.Count, ledger.Sum(text => int.Parse(text.Replace(",", "", StringComparison.Ordinal)))));
        Assert.Equal("1,200", await page.Locator(".ledger .sum dd:not(.parts)").InnerTextAsync());
    }

    [Fact(Timeout = Deadline)]
    public async Task Two_pictures_ten_seconds_apart_differ_and_the_board_counts_down()
    {
        var page = await browsing.Open();
        var timer = page.Locator("tr:not(.done) sla-timer").First;
        var clock = page.Locator("programme-clock .time");
        var (before, at) = (await Browsing.Picture(page, "live-before"), await clock.InnerTextAsync());
        var left = await timer.InnerTextAsync();
        await page.WaitForFunctionAsync("at => document.querySelector('programme-clock .time').innerText >= at", Later(at, 10));
        var after = await Browsing.Picture(page, "live-after");
        Assert.NotEqual(before, after);
        Assert.InRange((Minutes(left) - Minutes(await timer.InnerTextAsync())).TotalSeconds, 9, 15);
    }

    [Fact(Timeout = Deadline)]
    public async Task The_map_draws_land_sea_and_vehicles_that_move()
    {
        var page = await browsing.Open();
        var map = page.Locator(".map-canvas canvas");
        var colours = await map.EvaluateAsync<int>("""
            canvas => { const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
                        const seen = new Set(); for (let i = 0; i < data.length; i += 4) seen.add(data[i] << 16 | data[i + 1] << 8 | data[i + 2]); return seen.size; }
            """);
        Assert.True(colours > 50, $"only {colours} colours");
        var before = await map.ScreenshotAsync();
        await page.WaitForTimeoutAsync(3_000);
        Assert.NotEqual(before, await map.ScreenshotAsync());
    }

    [Fact(Timeout = Deadline)]
    public async Task The_map_zooms_and_pans_by_keys_and_shows_all_again()
    {
        var page = await browsing.Open();
        var scale = page.Locator(".map-canvas .scale");
        var whole = await scale.InnerTextAsync();
        await page.Locator(".map-canvas canvas").FocusAsync();
        for (var i = 0; i < 8; i++) await page.Keyboard.PressAsync("+");
        await page.Keyboard.PressAsync("ArrowLeft");
        await Assertions.Expect(scale).Not.ToHaveTextAsync(whole);
        await Browsing.Picture(page, "map-zoomed");
        await page.Keyboard.PressAsync("0");
        await Assertions.Expect(scale).ToHaveTextAsync(whole);
    }

    [Theory(Timeout = Deadline)]
    [InlineData("en", "dark")]
    [InlineData("en", "light")]
    [InlineData("zh-Hant-HK", "dark")]
    [InlineData("zh-Hant-HK", "light")]
    public async Task Axe_finds_nothing(string language, string theme)
    {
        var page = await browsing.Open(1366, 768, language, theme);
        await Browsing.Picture(page, $"control-room-1366-{language}-{theme}");
        Assert.Equal("", await Axe(page, "document"));
        await page.Locator("tr button[data-row]").First.ClickAsync();
        await page.Locator(".record .scroll table, .record .scroll p").First.WaitForAsync();
        Assert.Equal("", await Axe(page, "'.record'"));
    }

    [Theory(Timeout = Deadline)]
    [InlineData(1920, 1080, "en")]
    [InlineData(1366, 768, "en")]
    [InlineData(1366, 768, "zh-Hant-HK")]
    public async Task The_head_is_one_line_and_nothing_lies_below_the_fold(int width, int height, string language)
    {
        var page = await browsing.Open(width, height, language);
        await page.Locator("#desk").FillAsync("S-0007");
        await page.Locator("#desk").PressAsync("Enter");
        Assert.InRange(await page.EvaluateAsync<double>("document.querySelector('header').getBoundingClientRect().height"), 40, 47);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollHeight <= innerHeight"));
    }

    [Fact(Timeout = Deadline)]
    public async Task A_search_by_slash_finds_a_box_and_opens_its_timeline_with_three_times_and_the_hash()
    {
        var page = await browsing.Open();
        await page.Locator("body").ClickAsync(new() { Position = new() { X = 5, Y = 5 } });
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("BX-0003");
        await page.Locator(".results button", new() { HasText = "BX-0003" }).First.ClickAsync();
        var rows = page.Locator(".record tbody tr");
        await rows.First.WaitForAsync();
        await Browsing.Picture(page, "timeline");
        Assert.Equal("Box BX-0003", await page.Locator(".record h2").InnerTextAsync());
        var sealing = page.Locator(".record tbody tr", new() { HasText = "Box sealed" });
        var cells = await sealing.Locator("td").AllInnerTextsAsync();
        Assert.StartsWith("20:05:00.000", cells[0], StringComparison.Ordinal);
        Assert.StartsWith("20:05:02.000", cells[1], StringComparison.Ordinal);
        Assert.StartsWith("20:05:03.000", cells[2], StringComparison.Ordinal);
        Assert.Equal(64, (await sealing.Locator("code").GetAttributeAsync("title"))!.Length);
        await page.Locator(".record tr.group button").ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(183);
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator(".record")).ToHaveCountAsync(0);
    }

    [Fact(Timeout = Deadline)]
    public async Task A_tube_is_found_with_the_way_of_its_box()
    {
        var page = await browsing.Open();
        await page.Locator("#search").FillAsync("T0000007");
        await page.Locator("#search").PressAsync("Enter");
        await page.Locator(".record tbody tr").First.WaitForAsync();
        Assert.Equal("Tube T0000007", await page.Locator(".record h2").InnerTextAsync());
        Assert.Equal(2, await page.Locator(".record tbody tr").CountAsync());
    }

    [Fact(Timeout = Deadline)]
    public async Task A_page_whose_server_data_is_old_says_so_and_does_not_look_live()
    {
        await using var host = await UiHost.Start(EveningWave.Now, (store, track) => EveningWave.Fill(store, track));
        var page = await browsing.Open(host: host);
        host.Store.Broken = true;
        await Assertions.Expect(page.Locator("live-banner .alarm")).ToContainTextAsync("The store does not answer", new() { Timeout = 25_000 });
        Assert.NotNull(await page.Locator("html").GetAttributeAsync("data-stale"));
        await Browsing.Picture(page, "stale");
        host.Store.Broken = false;
        await Assertions.Expect(page.Locator("live-banner .quiet")).ToContainTextAsync("Live", new() { Timeout = 25_000 });
    }

    [Fact(Timeout = Deadline)]
    public async Task A_page_whose_store_can_be_read_and_takes_nothing_says_so_and_does_not_look_live()
    {
        await using var host = await UiHost.Start(EveningWave.Now, (store, track) => EveningWave.Fill(store, track));
        var page = await browsing.Open(host: host);
        host.Store.Trouble = new("the store's disk is full", TimeSpan.FromSeconds(12));
        await Assertions.Expect(page.Locator("live-banner .alarm")).ToContainTextAsync("takes nothing new", new() { Timeout = 25_000 });
        host.Store.Trouble = null;
        await Assertions.Expect(page.Locator("live-banner .quiet")).ToContainTextAsync("Live", new() { Timeout = 25_000 });
    }

    [Fact(Timeout = Deadline)]
    public async Task A_page_whose_server_is_gone_says_since_when()
    {
        var host = await UiHost.Start(EveningWave.Now, (store, track) => EveningWave.Fill(store, track));
        var page = await browsing.Open(host: host);
        await host.DisposeAsync();
        await Assertions.Expect(page.Locator("live-banner .alarm")).ToContainTextAsync("LIVE DATA STOPPED at 20:4", new() { Timeout = 25_000 });
        await Assertions.Expect(page.Locator("live-banner .alarm")).ToContainTextAsync("HKT");
    }

    [Fact(Timeout = Deadline)]
    public async Task The_lists_narrow_by_state_and_laboratory_and_the_arrow_keys_walk_the_rows()
    {
        var page = await browsing.Open();
        await page.Locator(".filters button", new() { HasText = "Done" }).ClickAsync();
        await Assertions.Expect(page.Locator("tr.done").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("tr.on-course")).ToHaveCountAsync(0);
        await page.Locator(".filters button", new() { HasText = "Open" }).ClickAsync();
        await page.Locator("select").SelectOptionAsync("LAB2");
        await Assertions.Expect(page.Locator("tbody tr td:nth-child(5)", new() { HasText = "LAB1" })).ToHaveCountAsync(0);
        var first = page.Locator("tr button[data-row]").First;
        await first.FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        Assert.Equal(await page.Locator("tr button[data-row]").Nth(1).InnerTextAsync(), await page.EvaluateAsync<string>("document.activeElement.innerText"));
    }

    [Fact(Timeout = Deadline)]
    public async Task The_theme_turns_at_a_click_and_is_kept()
    {
        var page = await browsing.Open();
        await page.ClickAsync("[popovertarget=more]");
        await page.Locator("#theme").ClickAsync();
        await page.ReloadAsync();
        Assert.Equal("light", await page.Locator("html").GetAttributeAsync("data-theme"));
    }

    public async ValueTask DisposeAsync() => await browsing.CloseAll();

    static async Task<string> Axe(IPage page, string part)
    {
        await page.AddScriptTagAsync(new() { Path = Path.Combine(AppContext.BaseDirectory, "axe.min.js") });
        return await page.EvaluateAsync<string>($$"""
            async () => (await axe.run({{part}})).violations.map(v => v.id + ': ' + v.nodes.slice(0, 4).map(n => n.html.slice(0, 160) + ' ' + n.failureSummary).join(' | ')).join('\n')
            """);
    }

    static string Later(string clock, int seconds) => TimeOnly.Parse(clock, System.Globalization.CultureInfo.InvariantCulture).Add(TimeSpan.FromSeconds(seconds)).ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);

    static TimeSpan Minutes(string timer) => timer.Split(':') is [var minutes, var seconds]
        ? TimeSpan.FromMinutes(int.Parse(minutes, System.Globalization.CultureInfo.InvariantCulture)) + TimeSpan.FromSeconds(int.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture))
        : throw new FormatException(timer);
}
