using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SpecimenLogistics.Browser.Fakes;

namespace SpecimenLogistics.Browser;

/// <summary>Follows ui/TOUR.md in a real browser against a real run, and makes its pictures.</summary>
[Collection(A_machine_to_itself.Name)]
public sealed partial class TourTests(Chromium chromium)
{
    const int Deadline = 420_000;
    readonly HashSet<string> said = [];

    [Fact(Timeout = Deadline)]
    public async Task The_tour_can_be_followed_word_by_word()
    {
        var tour = await File.ReadAllTextAsync(Path.Combine(Browsing.Root(), "ui", "TOUR.md"), TestContext.Current.CancellationToken);
        var command = Command().Match(tour).Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        await using var day = await RunningDay.Start(command);
        var desk = await chromium.Browser.NewContextAsync(new() { ViewportSize = new() { Width = 1920, Height = 1080 }, Locale = "en-GB" });
        var page = await desk.NewPageAsync();
        page.SetDefaultTimeout(30_000);
        await page.GotoAsync(day.ControlRoom);
        var tube = "";
        try
        {
            await Risk(page);
            (tube, var vehicle) = await Tube(page);
            await Vehicle(page, vehicle);
            await Past(page);
            var box = await Pack(desk, page);
            await Receive(desk, page, box);
        }
        catch
        {
            foreach (var (open, n) in desk.Pages.Select((p, n) => (p, n))) await Picture(open, $"stuck-{n}");
            throw;
        }
        Assert.Equal(Bold().Matches(tour).Select(m => m.Groups[1].Value).Distinct().Order(), said.Order());
        Assert.True(tube.Length > 5, tube);
    }

    async Task Risk(IPage page)
    {
        await page.ClickAsync($"text={Say("Be somebody")}");
        await page.GetByRole(AriaRole.Button, new() { Name = Say("Dispatcher"), Exact = true }).ClickAsync();
        await page.Locator("button[data-row]").First.WaitForAsync();
        await Picture(page, "1-board");
        await page.Locator(".board button[data-row]").First.ClickAsync();
        await page.Locator(".act ol > li button:enabled").First.WaitForAsync();
        await Picture(page, "2-choices");
        await page.Locator(".act ol > li").GetByRole(AriaRole.Button, new() { Name = Say("Order"), Exact = true }).First.ClickAsync();
        await Assertions.Expect(page.Locator(".act .answer")).ToContainTextAsync("Ordered", new() { Timeout = 20_000 });
        await Assertions.Expect(page.Locator(".told").First).ToContainTextAsync("accepted", new() { Timeout = 120_000 });
    }

    async Task<(string Tube, string Vehicle)> Tube(IPage page)
    {
        var record = page.Locator(".record");
        var box = BoxId().Match(await record.InnerTextAsync()).Value;
        await Find(page, box);
        await record.Locator("tr.group button", new() { HasText = Say("Tube packed") }).First.ClickAsync();
        var serial = (await record.Locator("tr:not(.group)", new() { HasText = "Tube packed" }).Locator(".says").First.InnerTextAsync()).Split('·')[0].Trim();
        await Find(page, serial);
        await Assertions.Expect(record.Locator("h2")).ToContainTextAsync("Tube");
        await Assertions.Expect(record.Locator("tbody tr").First).ToBeVisibleAsync();
        await Picture(page, "3-tube");
        var vehicle = await page.Locator("tr.on-course td:nth-last-child(2)").AllInnerTextsAsync();
        return (serial, vehicle.First(v => v.StartsWith('V')));
    }

    async Task Vehicle(IPage page, string vehicle)
    {
        await Find(page, vehicle);
        await Assertions.Expect(page.Locator(".record h2")).ToContainTextAsync(vehicle);
        await page.Locator(".record").GetByText(Say("Last fix")).WaitForAsync();
        await Picture(page, "4-vehicle");
        await page.Keyboard.PressAsync("Escape");
    }

    async Task Past(IPage page)
    {
        await page.ClickAsync($"text={Say("Look back")}");
        await page.Locator(".replay input[type=time]").FillAsync("14:00");
        await page.Locator(".replay input[type=time]").BlurAsync();
        await Assertions.Expect(page.Locator(".replay .at")).ToHaveTextAsync("14:00:00");
        await page.ClickAsync(".replay button:text-is('600×')");
        await page.ClickAsync($".replay button:text-is('{Say("Play")}')");
        await page.WaitForFunctionAsync("() => document.querySelector('.replay .at').textContent > '14:10:00'");
        await Picture(page, "5-past");
        await page.ClickAsync($"text={Say("Back to live")}");
    }

    async Task<string> Pack(IBrowserContext desk, IPage room)
    {
        await Find(room, "EA02");
        var opened = desk.WaitForPageAsync();
        await room.ClickAsync($"text={Say("Open EA02’s page here")}");
        var phone = await opened;
        await phone.SetViewportSizeAsync(390, 844);
        await phone.Locator(".number").WaitForAsync();
        await Type(phone, "S-9002");
        var box = (await phone.Locator(".of.small").InnerTextAsync()).Split('·')[0].Trim();
        await phone.WaitForFunctionAsync("async () => (await navigator.serviceWorker.ready).active?.state === 'activated'");
        await desk.SetOfflineAsync(true);
        await Type(phone, box);
        foreach (var tube in new[] { "TEST000001", "TEST000002" }) await Type(phone, tube);
        await Assertions.Expect(phone.Locator(".line.offline")).ToContainTextAsync("2 kept on this phone");
        await phone.ClickAsync($"text={Say("Seal this box")}");
        await Type(phone, box.Replace("BX", "ES", StringComparison.Ordinal));
        await Type(phone, "MS-1234567");
        await phone.ClickAsync($"text={Say("I counted 2")}");
        await Picture(phone, "6-packed-offline");
        await phone.ClickAsync($"text={box} IS SEALED");
        await Assertions.Expect(phone.Locator(".counts")).ToContainTextAsync("3 kept");
        await desk.SetOfflineAsync(false);
        await phone.WaitForFunctionAsync("() => [...document.querySelectorAll('.counts b')].map((b) => b.textContent).join(' ') === '0 0 3'", null, new() { Timeout = 60_000 });
        await Picture(phone, "7-confirmed");
        return box;
    }

    async Task Receive(IBrowserContext desk, IPage room, string box)
    {
        await Find(room, "LAB3");
        var opened = desk.WaitForPageAsync();
        await room.ClickAsync($"text={Say("Open LAB3’s page here")}");
        var lab = await opened;
        await lab.SetViewportSizeAsync(820, 1180);
        await lab.Locator(".part.head").WaitForAsync();
        await Type(lab, "S-9004");
        await Type(lab, box);
        await Picture(lab, "8-dock");
        if (await lab.Locator("#answer button").IsVisibleAsync()) await lab.Locator("#answer button").ClickAsync();
        await lab.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^" + Say("RECEIVE")) }).ClickAsync();
        await Assertions.Expect(lab.Locator(".last .last")).ToContainTextAsync("RECEIVED");
        await Picture(lab, "9-received");
    }

    static async Task Find(IPage page, string what)
    {
        Assert.NotEmpty(what);
        await page.Keyboard.PressAsync("/");
        await page.FillAsync("#search", what);
        await page.Locator(".results [data-row]").First.WaitForAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".record h2")).ToContainTextAsync(what);
    }

    /// <summary>By hand, as somebody without a scanner does.</summary>
    async Task Type(IPage page, string code)
    {
        await page.ClickAsync($"button:has-text('{Say("Type the number")}')");
        await page.FillAsync("dialog input", code);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForTimeoutAsync(900);
    }

    string Say(string words)
    {
        said.Add(words);
        return words;
    }

    static Task Picture(IPage page, string name) => Browsing.Picture(page, "tour-" + name);

    [GeneratedRegex(@"\./run ([^`\n]+)")] private static partial Regex Command();
    [GeneratedRegex(@"\*\*(.+?)\*\*")] private static partial Regex Bold();
    [GeneratedRegex(@"BX-\d{4}")] private static partial Regex BoxId();
}
