using Microsoft.AspNetCore.Routing;
using Microsoft.Playwright;

namespace SpecimenLogistics.Browser.Screens;

/// <summary>Every page that somebody can open, at every size it is opened at: a picture to look at, and what a look would find.</summary>
public sealed class ScreenTests(Scenes scenes) : IClassFixture<Scenes>
{
    const int Deadline = 60_000;
    static readonly (int Width, int Height)[] Sizes = [(1920, 1080), (1366, 768), (820, 1180), (390, 844)];

    public static TheoryData<string> Names => [.. Screen.All.Select(s => s.Name)];

    [Fact]
    public void A_page_without_a_picture_is_found_by_its_route()
    {
        var routes = RouteList.Of(scenes.Host(Scene.Room)).Where(e => e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") ?? true).Select(e => "/" + e.RoutePattern.RawText!.Trim('/')).Distinct();
        Assert.Equal(Screen.All.Select(s => s.Route).Distinct().Order(), routes.Where(Screen.IsPage).Order());
    }

    [Theory(Timeout = Deadline), MemberData(nameof(Names))]
    public async Task Fits_its_four_sizes_shows_what_it_is_for_and_has_nothing_that_axe_objects_to(string name)
    {
        var screen = Screen.All.Single(s => s.Name == name);
        var page = await Open(screen);
        List<string> wrong = [];
        foreach (var (width, height) in Sizes)
        {
            await page.SetViewportSizeAsync(width, height);
            await page.EvaluateAsync("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
            await Browsing.Picture(page, $"{name}-{width}");
            void Add(string what, IEnumerable<string> found) => wrong.AddRange(found.Select(f => $"{width}: {what}: {f}"));
            Add("too wide", await Sight.TooWide(page));
            Add("cut", await Sight.Cut(page));
            if (screen.ByHand) Add("too small", await Sight.TooSmall(page));
            if (!await page.Locator(screen.Act).First.EvaluateAsync<bool>("(e) => { const r = e.getBoundingClientRect(); return r.width > 0 && r.top >= 0 && r.top < innerHeight && r.left < innerWidth; }")) wrong.Add($"{width}: {screen.Act} is out of sight");
        }
        // Other phones' pages have one theme; a driver's has its own two, by the hour.
        foreach (var theme in screen.Staff is null or ("vehicle:V003", _, _, _) ? ["dark", "light"] : new[] { "light" })
        {
            await page.EvaluateAsync("(theme) => { document.documentElement.dataset.theme = theme; if (document.body.dataset.job === 'driver') { Object.getPrototypeOf(document.body.classList).toggle = () => {}; document.body.className = theme === 'dark' ? 'dark' : ''; } }", theme);
            wrong.AddRange((await Axe.Violations(page)).Select(v => $"{theme}: {v}"));
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        await page.Context.DisposeAsync();
    }

    async Task<IPage> Open(Screen screen)
    {
        var host = scenes.Host(screen.Scene);
        if (screen.Staff is var (place, job, known, scans))
        {
            var phone = await Phone.Enrol(scenes.Browser, host, place, job: job);
            await Assertions.Expect(phone.Page.Locator("#page")).ToContainTextAsync(known);
            await phone.Scan(["P-0a1b2c", .. scans]);
            // The flash of a scan fades.
            await phone.Page.WaitForTimeoutAsync(900);
            return phone.Page;
        }
        var page = await DeskPage.Open(scenes.Browser, host, screen.Path);
        if (screen.Work is not null) await screen.Work(page);
        return page;
    }
}
