using Microsoft.Playwright;
using SpecimenLogistics.Browser.Fakes;
using SpecimenLogistics.Browser.Print;

namespace SpecimenLogistics.Browser;

/// <summary>Printed labels held before a phone's camera. A film goes on whatever else the machine has to do: a picture that is missed is missed.</summary>
[Collection(A_machine_to_itself.Name)]
public sealed class CameraTests(Chromium chromium)
{
    const int Deadline = 120_000;
    const string Me = "P-0a1b2c";
    static readonly string[] Tubes = ["8KXRA41PZX", "8KXRA41PZY"];

    /// <summary>Two labels turn about: neither is ever out of sight for long.</summary>
    [Fact(Timeout = Deadline)]
    public async Task The_camera_reads_a_printed_qr_code_and_printed_bars_once_each_however_long_they_are_held()
    {
        await using var host = await StaffPlaces.Host();
        var (square, bars) = (await Printed(host, Tubes[0], "qr"), await Printed(host, Tubes[1], "bars"));
        using var film = new Film("labels");
        film.Hold(square, 1.5, 300, 7);
        film.Hold(bars, 1.4, 620, -3);
        film.Hold(square, 1.2, 280, -5);
        film.Hold(bars, 1.4, 640, 2);
        await using var browser = await chromium.Launch("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", $"--use-file-for-fake-video-capture={film.Path}");
        await using var phone = await Phone.Enrol(browser, host, "centre:CW01");
        await phone.Scan(Me, "BX-0001");
        await phone.Page.ClickAsync("button.act[data-do=camera]");
        await Assertions.Expect(phone.Last).ToContainTextAsync("PACKED 2", new() { Timeout = 30_000 });
        await phone.Page.WaitForTimeoutAsync(300);
        await Browsing.Picture(phone.Page, "centre-camera-390");
        // The film twice over.
        await phone.Page.WaitForTimeoutAsync(11_500);
        await Assertions.Expect(phone.Last).ToContainTextAsync("PACKED 2");
        await phone.AllSent();
        Assert.Equal(Tubes, host.Scans.Of("pack").Select(s => s.GetProperty("tube").GetString()!).Order());

        // What is refused meanwhile stands over the picture, with its button within reach.
        await phone.Scan("V001");
        await phone.Page.ClickAsync("#answer button");
        await phone.Page.ClickAsync("dialog.camera button.answered");
        await Assertions.Expect(phone.Page.Locator("dialog.camera")).ToHaveCountAsync(0);
        await Assertions.Expect(phone.Number).ToContainTextAsync("2");
    }

    /// <summary>From screen to camera, with 200 tubes: off printed sheets, and of serials that follow no order at all.</summary>
    [Theory(Timeout = Deadline)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_drivers_camera_reads_a_full_boxs_code_off_the_screen_of_the_phone_that_sealed_it(bool sheets)
    {
        await using var host = await StaffPlaces.Host();
        var tubes = sheets ? BoxCodeTests.OffSheets() : BoxCodeTests.Scattered();
        using var film = new Film("code");
        await using (var sealing = await Phone.Enrol(chromium.Browser, host, "centre:CW01", scale: 3))
        {
            await BoxCodeTests.Draw(sealing.Page, tubes);
            film.Hold(Picture.OfPng(await sealing.Page.Locator(".qr").ScreenshotAsync()), 2, 410, 1);
        }
        await using var browser = await chromium.Launch("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", $"--use-file-for-fake-video-capture={film.Path}");
        await using var phone = await Phone.Enrol(browser, host, "vehicle:V003");
        await phone.Scan(Me);
        await phone.Page.ClickAsync("button.act[data-do=camera]");
        await Assertions.Expect(phone.Last).ToContainTextAsync("LIST OF BX-123456 KEPT", new() { Timeout = 30_000 });
        await phone.Until(Phone.Confirmed, "2");
        Assert.Equal(tubes.Order(StringComparer.Ordinal), Assert.Single(host.Scans.Of("carry")).GetProperty("tubes").EnumerateArray().Select(t => t.GetString()!).Order(StringComparer.Ordinal));
    }

    async Task<Picture> Printed(UiHost host, string tube, string code)
    {
        var page = await Paper.Open(chromium.Browser, host, $"/labels/tube?from={tube}&count=1", scale: Paper.Dots);
        var png = await page.Locator($".a4 li svg.{code}").First.ScreenshotAsync();
        await page.Context.DisposeAsync();
        return Picture.OfPng(png);
    }
}
