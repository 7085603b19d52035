using Microsoft.Playwright;
using SpecimenLogistics.Browser.Fakes;
using SpecimenLogistics.Contracts;
using SpecimenLogistics.Domain;
using ZXing;

namespace SpecimenLogistics.Browser.Print;

/// <summary>The paper that goes with a box, and the card for the day when nothing works: one page each, in every language.</summary>
public sealed class FormTests(Chromium chromium)
{
    const int Deadline = 180_000;

    static readonly DateTimeOffset Evening = new(2020, 9, 6, 12, 41, 0, TimeSpan.Zero);

    [Fact(Timeout = Deadline)]
    public async Task A_manifest_says_what_is_in_the_box_for_whom_and_until_when_and_leaves_the_rest_to_the_hand()
    {
        await using var host = await Sealed();
        var page = await Paper.Open(chromium.Browser, host, "/labels/manifest/BX-0009", scale: Paper.Dots);
        var form = page.Locator(".a4");
        foreach (var text in new[] { "BX-0009", "Central Sports Centre", "中環體育館", "Laboratory 1", "第一化驗所", "ES-0009", "MS-00777", "180 (2 scanned)", "2020-09-06 20:01", "2020-09-06 21:35", "HKT", "P-a1b2", "SIMULATION" })
            await Assertions.Expect(form).ToContainTextAsync(text);
        Assert.Equal(7, await form.Locator("tbody tr").CountAsync());
        Assert.Equal(["", "", "", "", ""], await form.Locator("tbody tr").Nth(5).Locator("td").AllInnerTextsAsync());
        var printed = Picture.OfPng(await form.Locator("header").ScreenshotAsync());
        Assert.Equal("BX-0009", printed.Scan(BarcodeFormat.QR_CODE, 0, 0, printed.Width / 3, printed.Height));
        Assert.Equal("BX-0009", printed.Scan(BarcodeFormat.CODE_128, 0, 0, printed.Width, printed.Height));
        await Axe.Clean(page);
        await page.Context.DisposeAsync();
    }

    [Fact(Timeout = Deadline)]
    public async Task Of_a_box_that_is_not_sealed_what_is_not_known_stays_blank()
    {
        await using var host = await StaffPlaces.Host();
        var page = await Paper.Open(chromium.Browser, host, "/labels/manifest/BX-0009");
        Assert.Equal(5, await page.Locator("dd .blank").CountAsync());
        Assert.Equal(1, await Paper.Pages(page));
        await page.Context.DisposeAsync();
    }

    [Theory(Timeout = Deadline), InlineData("en"), InlineData("zh-Hant-HK"), InlineData("zh-Hans")]
    public async Task Every_form_is_one_page_in_every_language_and_nothing_is_cut_off(string language)
    {
        await using var host = await Sealed();
        foreach (var path in new[] { "manifest/BX-0009", "card/centre", "card/driver", "card/laboratory", "card/warehouse", "card/dispatcher" })
        {
            var page = await Paper.Open(chromium.Browser, host, "/labels/" + path, language);
            await page.Locator(".a4").ScreenshotAsync(new() { Path = $"{Browsing.Screenshots}/print-{path.Replace('/', '-')}-{language}.png" });
            Assert.Equal((path, 1), (path, await Paper.Pages(page)));
            Assert.Equal((path, ""), (path, string.Join('\n', await LabelTests.Over(page, ".a4, .a4 th, .a4 td, .a4 dd"))));
            await page.Context.DisposeAsync();
        }
    }

    [Fact(Timeout = Deadline)]
    public async Task A_card_asks_for_what_its_acts_need_and_has_lines_for_it()
    {
        await using var host = await StaffPlaces.Host();
        var page = await Paper.Open(chromium.Browser, host, "/labels/card/centre");
        Assert.Equal(["Time (HKT)", "Act", "Box", "Seal (ES-)", "Seal (MS-)", "Tubes", "Place, to/from", "Badge"], await page.Locator(".lines th").AllInnerTextsAsync());
        Assert.Equal(17, await page.Locator(".lines tbody tr").CountAsync());
        await Assertions.Expect(page.Locator(".acts")).ToContainTextAsync("tubes counted");
        await Axe.Clean(page);
        await page.GotoAsync($"{host.Address}labels/card/centre?lang=zh-Hant-HK");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("系統全部失靈時");
        await page.Context.DisposeAsync();
    }

    [Theory(Timeout = Deadline), InlineData("/labels"), InlineData("/paper"), InlineData("/handover")]
    public async Task Pages_at_a_desk_hold_to_a_narrow_window_and_to_large_letters_in_light_too(string path)
    {
        await using var host = await Sealed();
        var page = await Paper.Open(chromium.Browser, host, path, "zh-Hant-HK", theme: "light", width: 390);
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), "the page is wider than its window");
        await Axe.Clean(page);
        await page.AddStyleTagAsync(new() { Content = "html { font-size: 200% !important } body :is(p, label, input, td, th, button, a, h1, h2, b, small) { font-size: 1rem !important }" });
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), "with large letters the page is wider than its window");
        await Assertions.Expect(page.Locator(".simulation")).ToHaveTextAsync("模擬");
        await page.Context.DisposeAsync();
    }

    [Fact(Timeout = Deadline)]
    public async Task A_manifest_is_asked_for_by_the_number_on_the_box()
    {
        await using var host = await Sealed();
        var page = await Paper.Open(chromium.Browser, host, "/labels");
        await page.FillAsync("[name=box]", "bx-0009");
        await page.ClickAsync("text=Show the form");
        await Assertions.Expect(page.Locator(".a4 h1")).ToHaveTextAsync("BX-0009");
        await page.Context.DisposeAsync();
    }

    /// <summary>BX-0009 sealed at 20:01 with 180 tubes counted, of which two were scanned.</summary>
    static Task<UiHost> Sealed() => UiHost.Start(Evening, (store, _) =>
    {
        StaffPlaces.Fill(store, Evening);
        var centre = Code.Parse<Party>("centre:CW01");
        var at = Instant.From(Evening) - TimeSpan.FromMinutes(40);
        store.Add("box/BX-0009", [new Recorded(
            FactIds.Named("test\nsealed"), new Stamp(at, "S", 1, 9, 0), TimeSpan.Zero, at, at, Code.Parse<StaffId>("P-a1b2"), null, null,
            new BoxSealed(Code.Parse<SealNumber>("ES-0009"), Code.Parse<MechanicalSealNumber>("MS-00777"), 180, centre)).ToEnvelope()], at.Microseconds);
        var delivery = Code.Parse<DeliveryId>("2020-09-06/CW01/2");
        var closed = at + TimeSpan.FromMinutes(4);
        store.Put("delivery", delivery.Value, ViewJson.Write(new DeliveryView(
            delivery, "Central Sports Centre", "中環體育館", Code.Parse<SiteId>("LAB1"), closed, closed, closed, false, 90, closed + TimeSpan.FromMinutes(90), DeliveryStage.Closed, null, true, null, null, null, null, false, null,
            [new DeliveryBoxView(Code.Parse<BoxId>("BX-0009"), BoxPlace.CentreSealed, centre, 180, null, null, null)])), 0);
    });
}
