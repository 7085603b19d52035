using Microsoft.Playwright;
using SpecimenLogistics.Browser.Fakes;
using SpecimenLogistics.Contracts;
using ZXing;

namespace SpecimenLogistics.Browser.Print;

/// <summary>What is printed is scanned again, every code of a sheet.</summary>
public sealed class LabelTests(Chromium chromium)
{
    const int Deadline = 120_000;
    static readonly string[] Kinds = ["Box", "Tube", "Electronic seal", "Mechanical seal", "Vehicle", "Badge"];

    [Theory(Timeout = Deadline)]
    [InlineData("/labels/box?from=BX-0001&to=BX-0021&site=CW01", "box")]
    [InlineData("/labels/box?from=BX-123440&to=BX-123460", "box")]
    [InlineData("/labels/tube?from=8KXRA41PZX&count=21&site=CW01", "tube")]
    [InlineData("/labels/seal?from=ES-0990&to=ES-1010", "seal")]
    [InlineData("/labels/seal?from=MS-99999970&to=MS-99999990", "mechanical")]
    [InlineData("/labels/vehicle?from=V020&to=V040", "vehicle")]
    [InlineData("/labels/badge?list=P-abcd+P-ABCD+P-0aZ9+P-12345678+P-zzzzzzzz+P-WWWWWWWW+P-a0b1c2+P-a0b1c3+P-a0b1c4+P-a0b1c5+P-a0b1c6+P-a0b1c7+P-a0b1c8+P-a0b1c9+P-a0b1d0+P-a0b1d1+P-a0b1d2+P-a0b1d3+P-a0b1d4+P-a0b1d5+P-a0b1d6", "badge")]
    public async Task Both_codes_of_all_21_labels_of_a_sheet_say_what_the_scan_pages_read(string path, string kind)
    {
        await using var host = await StaffPlaces.Host();
        var page = await Paper.Open(chromium.Browser, host, path, scale: Paper.Dots);
        var labels = await Labels(page);
        Assert.Equal(21, labels.Length);
        var png = await page.Locator(".a4").ScreenshotAsync(new() { Path = $"{Browsing.Screenshots}/labels-{kind}.png" });
        string[] codes = [.. labels.Select(l => l.Code).Order(StringComparer.Ordinal)];
        string[] both = [.. codes.Select(code => "Code128 " + code), .. codes.Select(code => "QRCode " + code)];
        Assert.Equal(both, await PhoneEye.Sees(page, png));
        // The second reader takes its time: it is asked where figures alone are on a sheet, and where everything a code may hold is.
        if (kind == "badge" || path.Contains("BX-0001", StringComparison.Ordinal)) Elsewhere(Picture.OfPng(png), labels);
        var kinds = await page.EvaluateAsync<string[]>(
            "async (texts) => { const { read } = await import('/_content/SpecimenLogistics.Ui/js/staff/codes.js'); return texts.map((text) => { const it = read(text); return it.code === text ? it.kind : `${it.kind} but ${it.code}`; }); }",
            labels.Select(l => l.Code).ToArray());
        Assert.All(kinds, read => Assert.Equal(kind, read));
        await page.Context.DisposeAsync();
    }

    static void Elsewhere(Picture sheet, Label[] labels)
    {
        foreach (var label in labels)
        {
            // A person points at the one or at the other.
            var (edge, side) = (label.Width / 64, label.Width * 21 / 64);
            Assert.Equal(
                (label.Code, label.Code),
                (sheet.Scan(BarcodeFormat.QR_CODE, label.Left + edge, label.Top + edge, side, side), sheet.Scan(BarcodeFormat.CODE_128, label.Left, label.Top, label.Width, label.Height)));
        }
    }

    [Fact(Timeout = Deadline)]
    public async Task A_sheet_has_the_usual_measures_and_no_label_runs_over()
    {
        await using var host = await StaffPlaces.Host();
        var page = await Paper.Open(chromium.Browser, host, "/labels/tube?from=0000000000&count=22&site=CW01&first=3");
        Assert.Equal(2, await page.Locator(".a4").CountAsync());
        Assert.Equal(2, await page.Locator(".used").CountAsync());
        var box = await page.EvaluateAsync<double[]>("""
            () => {
              const mm = 25.4 / 96, sheet = document.querySelector('.a4').getBoundingClientRect(), all = [...document.querySelectorAll('.a4:first-child li')].map(l => l.getBoundingClientRect());
              return [all[0].left - sheet.left, all[0].top - sheet.top, all[0].width, all[0].height, all[1].left - all[0].left, all[3].top - all[0].top, sheet.right - all[2].right, sheet.bottom - all[20].bottom].map(d => d * mm);
            }
            """);
        double[] usual = [7.21, 15.15, 63.5, 38.1, 66.04, 38.1, 7.21, 15.15];
        Assert.All(box.Zip(usual), pair => Assert.Equal(pair.Second, pair.First, 0.06));
        Assert.Empty(await Over(page, "li .says, li"));
        Assert.Equal(2, await Paper.Pages(page));
        await page.Context.DisposeAsync();
    }

    [Fact(Timeout = Deadline)]
    public async Task New_tubes_get_serials_of_their_own_whose_address_prints_the_same_again()
    {
        await using var host = await StaffPlaces.Host();
        var page = await Paper.Open(chromium.Browser, host, "/labels");
        await Axe.Clean(page);
        await Browsing.Picture(page, "labels-form-1200");
        await page.CheckAsync("[name=kind][value=tube]");
        await page.FillAsync("[name=count]", "42");
        await page.FillAsync("[name=site]", "cw01");
        await page.ClickAsync("button.primary");
        await page.Locator(".a4 li").First.WaitForAsync();
        var first = await Codes(page);
        Assert.Equal(42, first.Distinct().Count());
        await page.ReloadAsync();
        Assert.Equal(first, await Codes(page));
        await Assertions.Expect(page.Locator(".a4 li").First).ToContainTextAsync("中環體育館");
        await Assertions.Expect(page.Locator(".a4 li").First).ToContainTextAsync("Central Sports Centre");
        await page.GotoAsync($"{host.Address}labels?kind=tube&count=42");
        Assert.NotEqual(first, await Codes(page));
        await Assertions.Expect(page.Locator(".screen .simulation")).ToBeVisibleAsync();
        await page.Context.DisposeAsync();
    }

    [Fact(Timeout = Deadline)]
    public async Task A_serial_that_is_in_a_box_is_never_printed_again()
    {
        await using var host = await StaffPlaces.Host();
        host.Store.TubeItems["8KXRA41PM2"] = [new TubeItem("8KXRA41PM2", "BX-0009", 0, Guid.NewGuid())];
        var page = await Paper.Open(chromium.Browser, host, "/labels/tube?from=8KXRA41PM0&count=5");
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("8KXRA-41PM2 is on a tube already");
        await Assertions.Expect(page.Locator("[name=from]")).ToHaveValueAsync("8KXRA41PM0");
        await page.Context.DisposeAsync();
    }

    [Theory(Timeout = Deadline)]
    [InlineData("/labels/box?from=BX-0009&to=BX-0001", "is no range")]
    [InlineData("/labels/box?from=BX-0001&to=BX-0500", "500 labels; print at most 420")]
    [InlineData("/labels/box?list=BX-0001+BX-0001", "stands twice")]
    [InlineData("/labels/box?from=BOX1", "do not read BOX1")]
    [InlineData("/labels/tube?from=8KXRA41PMI", "do not read 8KXRA41PMI")]
    [InlineData("/labels/tube?from=ZZZZZZZZZZ&count=2", "there are not 2 codes")]
    [InlineData("/labels/badge?list=S-014", "do not read S-014")]
    [InlineData("/labels/box?from=BX-0001&site=XX99", "Nobody knows a site XX99")]
    [InlineData("/labels/box?from=BX-0001&first=22", "1 to 21")]
    [InlineData("/labels/pencil?from=1", "Choose what")]
    [InlineData("/labels/manifest/BX-9999", "Nobody knows a box BX-9999")]
    [InlineData("/labels/card/king", "There are cards for centre")]
    public async Task What_cannot_be_printed_is_a_sentence_above_the_form(string path, string sentence)
    {
        await using var host = await StaffPlaces.Host();
        using var answer = await host.Client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.InRange((int)answer.StatusCode, 400, 404);
        Assert.Contains(sentence, System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)), StringComparison.Ordinal);
    }

    [Fact(Timeout = Deadline)]
    public async Task Every_kind_says_on_its_label_what_it_is()
    {
        await using var host = await StaffPlaces.Host();
        var seen = new List<string>();
        foreach (var path in new[] { "box?from=BX-0001", "tube?from=0123456789", "seal?from=ES-0001", "seal?from=MS-00001", "vehicle?from=V001", "badge?list=P-abcd" })
        {
            var page = await Paper.Open(chromium.Browser, host, "/labels/" + path);
            seen.Add(await page.Locator(".a4 li .kind").InnerTextAsync());
            await page.Context.DisposeAsync();
        }
        Assert.Equal(Kinds, seen);
    }

    static Task<string[]> Codes(IPage page) => page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.a4 li')].map(l => l.dataset.code)");

    /// <summary>Elements whose content is cut off.</summary>
    internal static Task<string[]> Over(IPage page, string which) => page.EvaluateAsync<string[]>(
        "which => [...document.querySelectorAll(which)].filter(e => e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1).map(e => e.className + ': ' + e.textContent.slice(0, 80))", which);

    sealed record Label(string Code, int Left, int Top, int Width, int Height);

    /// <summary>Where each label lies on the sheet, in dots.</summary>
    static async Task<Label[]> Labels(IPage page)
    {
        var text = await page.EvaluateAsync<string>("""
            (dots) => {
              const sheet = document.querySelector('.a4').getBoundingClientRect();
              return JSON.stringify([...document.querySelectorAll('.a4 li')].map(l => { const r = l.getBoundingClientRect(); return { Code: l.dataset.code, Left: Math.round((r.left - sheet.left) * dots), Top: Math.round((r.top - sheet.top) * dots), Width: Math.round(r.width * dots), Height: Math.round(r.height * dots) }; }));
            }
            """, (double)Paper.Dots);
        return System.Text.Json.JsonSerializer.Deserialize<Label[]>(text)!;
    }
}
