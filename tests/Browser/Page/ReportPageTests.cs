using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using SpecimenLogistics.Browser.Fakes;

namespace SpecimenLogistics.Browser;

/// <summary>A report as its reader has it: on the screen, on paper and taken away.</summary>
public sealed class ReportPageTests(Chromium chromium)
{
    const int Deadline = 90_000;
    static CancellationToken Cancel => TestContext.Current.CancellationToken;
    static Task<UiHost> Evening() => UiHost.Start(ReportDay.Now, (store, _) => ReportDay.Fill(store));

    [Fact(Timeout = Deadline)]
    public async Task The_figures_on_the_page_are_the_apis()
    {
        await using var host = await Evening();
        var api = JsonDocument.Parse(await host.Client.GetStringAsync("/api/v1/report", Cancel)).RootElement;
        var page = await DeskPage.Open(chromium.Browser, host, "/reports");
        async Task Same(string figure, string of) => Assert.Equal(api.GetProperty(of).GetDouble(), double.Parse(await page.Locator($"[data-figure={figure}]").First.InnerTextAsync(), CultureInfo.InvariantCulture), 0.05);
        await Same("within", "deliveries_within_target");
        await Same("transport-p95", "transport_minutes_p95");
        await Same("unload-p95", "unload_seconds_p95");
        await Same("unaccounted", "boxes_unaccounted");
        await Same("red", "incidents_red");
        Assert.Equal(api.GetProperty("unload_over_60_s").GetRawText(), await page.Locator("#slow").GetAttributeAsync("data-count"));
        await Same("packed", "tubes_packed");
        await Same("received", "tubes_received");
        await Same("trips", "trips");
        Assert.Equal(api.GetProperty("deliveries").GetInt32() - api.GetProperty("deliveries_within_target").GetInt32(), int.Parse(await page.Locator("[data-figure=late]").InnerTextAsync(), CultureInfo.InvariantCulture));
        Assert.Equal(3, await page.Locator("#late + table tbody tr").CountAsync());
        await Assertions.Expect(page.Locator("header .simulation")).ToHaveTextAsync("SIMULATION");
        await page.Context.DisposeAsync();
    }

    [Theory(Timeout = Deadline)]
    [InlineData("en", "dark")]
    [InlineData("en", "light")]
    [InlineData("zh-Hant-HK", "dark")]
    [InlineData("zh-Hans", "light")]
    public async Task Has_nothing_that_axe_objects_to(string language, string theme)
    {
        await using var host = await Evening();
        var page = await DeskPage.Open(chromium.Browser, host, "/reports", language, theme);
        await Browsing.Picture(page, $"report-1366-{language}-{theme}");
        await Axe.Clean(page);
        await page.Context.DisposeAsync();
    }

    [Theory(Timeout = Deadline)]
    [InlineData("dark")]
    [InlineData("light")]
    public async Task On_paper_nothing_is_dark_and_no_button_is_there(string theme)
    {
        await using var host = await Evening();
        var page = await DeskPage.Open(chromium.Browser, host, "/reports", theme: theme);
        Assert.Empty(await DeskPage.DarkOnPaper(page));
        Assert.False(await page.Locator(".tools").IsVisibleAsync());
        // As wide as A4 between its margins.
        await page.SetViewportSizeAsync(703, 900);
        Assert.Equal(703, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await page.ScreenshotAsync(new() { Path = Path.Combine(Browsing.Screenshots, $"report-paper-{theme}.png"), FullPage = true });
        await page.PdfAsync(new() { Path = Path.Combine(Browsing.Screenshots, $"report-{theme}.pdf"), PreferCSSPageSize = true, PrintBackground = true });
        await page.Context.DisposeAsync();
    }

    [Theory(Timeout = Deadline)]
    [InlineData(1366, 768)]
    [InlineData(1920, 1080)]
    [InlineData(683, 768)]
    public async Task Nothing_hangs_over_the_side_of_the_page(int width, int height)
    {
        await using var host = await Evening();
        var page = await DeskPage.Open(chromium.Browser, host, "/reports", width: width, height: height);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Browsing.Screenshots, $"report-{width}.png"), FullPage = true });
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        await page.Context.DisposeAsync();
    }

    [Fact(Timeout = Deadline)]
    public async Task A_day_that_is_none_is_said_to_be_none_and_the_newest_is_shown()
    {
        await using var host = await Evening();
        var page = await DeskPage.Open(chromium.Browser, host, "/reports/yesterday");
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("“yesterday” is no day");
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("2020-09-06");
        await page.Context.DisposeAsync();
    }

    [Fact(Timeout = Deadline)]
    public async Task A_root_is_signed_on_request_and_printed_in_eight_groups_with_a_picture()
    {
        await using var host = await AuditHost.Start();
        var page = await DeskPage.Open(chromium.Browser, host.Ui, "/reports");
        await Assertions.Expect(page.Locator(".root")).ToContainTextAsync("No root was signed yet");
        await page.ClickAsync("text=Sign a root now");
        await page.Locator(".groups code").First.WaitForAsync();
        var groups = await page.Locator(".groups code").AllInnerTextsAsync();
        var root = (await host.Evidence.Root(null, Cancel))!.Signed.Root;
        Assert.Equal((8, root), (groups.Count, string.Concat(groups)));
        await Assertions.Expect(page.Locator(".qr svg")).ToBeVisibleAsync();
        await page.Context.DisposeAsync();
    }
}
